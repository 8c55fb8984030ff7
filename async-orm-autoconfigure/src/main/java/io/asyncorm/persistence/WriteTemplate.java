package io.asyncorm.persistence;

import org.jspecify.annotations.Nullable;

/**
 * The template of a write that is made once and then run many times: the key by which its
 * statement is found, whose hash is known. Immutable.
 *
 * @param <W> the kind of write
 * @since 0.1.0
 */
public final class WriteTemplate<W extends Write> {

	private final W write;

	private final int hash;

	WriteTemplate(W write) {
		this.write = write;
		this.hash = write.hashCode();
	}

	/** The write, whose values have been extracted. */
	public W write() {
		return this.write;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || other instanceof WriteTemplate<?> template && this.hash == template.hash
				&& this.write.equals(template.write);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

}
