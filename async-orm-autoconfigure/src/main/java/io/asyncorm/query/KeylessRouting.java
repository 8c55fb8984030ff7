package io.asyncorm.query;

import org.jspecify.annotations.Nullable;

/**
 * What an application says of connections that depend on no key. Thread-safe.
 */
enum KeylessRouting implements OperationRouting {

	/** They depend on what the context of a caller carries. */
	BY_CONTEXT(false),
	/** They do not depend on who calls. */
	NONE(true);

	private final boolean sharing;

	KeylessRouting(boolean sharing) {
		this.sharing = sharing;
	}

	@Override
	public @Nullable Object currentKey() {
		return null;
	}

	@Override
	public Binding bind(@Nullable Object key) {
		return () -> {
		};
	}

	@Override
	public boolean sharesConnections() {
		return this.sharing;
	}

}
