package io.asyncorm.async;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The line of the user's code that called an a-method. It is appended to the stack trace
 * of an exception that was thrown on another thread, which would not show the caller.
 *
 * @param frame the line, or null if there is none, as in a thread that was started with
 * one of our methods
 */
record CallSite(@Nullable StackFrame frame) {

	private static final StackWalker WALKER = StackWalker.getInstance();

	/** The floors by name: a user's package may be called {@code io.asyncorm.sample}. */
	private static final List<String> OURS = List.of("async.", "autoconfigure.", "compiler.", "dialect.", "expression.",
			"jdbc.", "lookup.", "mapping.", "model.", "persistence.", "plan.", "query.", "queryset.", "repository.",
			"resolution.", "schema.", "sql.", "transaction.", "type.");

	private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.",
			"org.springframework.aop.", "org.springframework.cglib.");

	private static final String ROOT = "io.asyncorm.";

	static CallSite ofCaller() {
		return new CallSite(
				WALKER.walk((frames) -> frames.filter((frame) -> isUserCode(frame.getClassName())).findFirst())
					.orElse(null));
	}

	/**
	 * Appends the line to the stack trace of what went wrong, unless it is there already.
	 */
	void attachTo(Throwable failure) {
		if (this.frame == null) {
			return;
		}
		StackTraceElement line = this.frame.toStackTraceElement();
		StackTraceElement[] trace = failure.getStackTrace();
		if (!Arrays.asList(trace).contains(line)) {
			StackTraceElement[] longer = Arrays.copyOf(trace, trace.length + 1);
			longer[trace.length] = line;
			failure.setStackTrace(longer);
		}
	}

	static boolean isUserCode(String className) {
		if (className.startsWith(ROOT)) {
			return !className.equals(ROOT + "Orm")
					&& OURS.stream().noneMatch((floor) -> className.startsWith(floor, ROOT.length()));
		}
		return PLATFORM.stream().noneMatch(className::startsWith) && !isGenerated(className);
	}

	private static boolean isGenerated(String className) {
		return className.contains("$$SpringCGLIB$$") || className.startsWith("$Proxy", className.lastIndexOf('.') + 1);
	}

}
