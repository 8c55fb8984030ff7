package io.asyncorm.plan;

import org.jspecify.annotations.Nullable;

/**
 * Is told of each call of an a-method or of a block, for metrics and traces.
 * Implementations are thread-safe, fast, and throw nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OperationObserver {

	/**
	 * Something was called; told on the thread of its caller, before it waits or runs.
	 * @param name see {@link Operation#name()}
	 * @param block whether it is code of the user, such as that of {@code atomic(...)},
	 * which calls operations itself
	 * @return what is told of the rest; null if it is a part of what is observed already
	 */
	@Nullable ObservedCall called(String name, boolean block);

	/**
	 * Several calls are about to be sent as one statement; told on the thread that sends
	 * it, in the context of none of them, and only if one of them is observed.
	 * @return what is told of the rest; null, which is the default, if nobody wants that
	 */
	default @Nullable ObservedCall merged(MergedStatement statement) {
		return null;
	}

}
