package io.asyncorm.async;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.OperationDispatcher;
import org.jspecify.annotations.Nullable;

/**
 * The line of the user's code that has called the method that a thread is in, for the
 * first operation that is started there.
 */
final class KnownCaller {

	private static final ThreadLocal<@Nullable CallSite> CURRENT = new ThreadLocal<>();

	private KnownCaller() {
	}

	/** Makes a call, whose line is known. */
	static @Nullable Object during(CallSite caller, OperationDispatcher.UserCall call) throws Throwable {
		CallSite outer = CURRENT.get();
		CURRENT.set(caller);
		try {
			return call.run();
		}
		finally {
			CURRENT.set(outer);
		}
	}

	/**
	 * The line, which is looked for if it is not known. Only the first operation that a
	 * call starts takes the known one: another may have been called by code of the user's
	 * in between, such as that of a converter.
	 */
	static CallSite take() {
		CallSite known = CURRENT.get();
		if (known == null) {
			return StatementScope.telling(CallSite.ofCaller());
		}
		CURRENT.set(null);
		return StatementScope.telling(known);
	}

}
