package io.asyncorm.plan;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The line of the user's code that called an a-method. It is appended to the stack trace
 * of an exception that was thrown on another thread, which would not show the caller, and
 * logged with slow statements. Immutable.
 *
 * @since 0.1.0
 */
public final class CallSite {

	/**
	 * About as many as are ours and the platform's below the line that is looked for:
	 * each costs, whether or not it is looked at.
	 */
	private static final int FRAMES = 12;

	private static final StackWalker WALKER = walker(FRAMES);

	/** As many as are between a dispatcher and the line that calls a repository. */
	private static final StackWalker NEAR_WALKER = walker(5);

	/** Asked for each frame of each call, and answered once for each class. */
	private static final ClassValue<Boolean> USER_CODE = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return isUserCode(type.getName());
		}

	};

	/** The floors by name: a user's package may be called {@code io.asyncorm.sample}. */
	private static final List<String> OURS = List.of("assembly.", "async.", "autoconfigure.", "compiler.", "deadlock.",
			"diagnostics.", "dialect.", "explanation.", "expression.", "jackson.", "jdbc.", "lookup.", "mapping.",
			"model.", "persistence.", "plan.", "query.", "queryset.", "repository.", "resolution.", "schema.", "sql.",
			"tagging.", "test.", "transaction.", "type.");

	/** Those of our classes that stand beside the floors, where users' tests may, too. */
	private static final List<String> ENTRIES = List.of("AsyncOrm", "AsyncOrmSettings", "DatabaseValues", "Deadline",
			"Function3", "Function4", "Orm", "QueryArguments", "Replica", "Tenant");

	private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "kotlin.",
			"kotlinx.coroutines.", "org.springframework.aop.", "org.springframework.cglib.");

	private static final String ROOT = "io.asyncorm.";

	private static final CallSite NONE = new CallSite(null, false, null, null, null, List.of());

	private static final CallSite ON_STACK = new CallSite(null, true, null, null, null, List.of());

	private final @Nullable StackFrame frame;

	private final boolean onStack;

	private final @Nullable StatementListener listener;

	private final @Nullable StatementMeter meter;

	private final @Nullable String tag;

	/** The calls that the same statement is for, this among them; none for this alone. */
	private final List<CallSite> others;

	private CallSite(@Nullable StackFrame frame, boolean onStack, @Nullable StatementListener listener,
			@Nullable StatementMeter meter, @Nullable String tag, List<CallSite> others) {
		this.frame = frame;
		this.onStack = onStack;
		this.listener = listener;
		this.meter = meter;
		this.tag = tag;
		this.others = others;
	}

	private static CallSite of(StackFrame frame) {
		return new CallSite(frame, false, null, null, null, List.of());
	}

	private static StackWalker walker(int frames) {
		return StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), frames);
	}

	/**
	 * The line that called, found now, which takes about a microsecond: for what goes on
	 * in another thread. There is none in a thread that was started with one of our
	 * methods.
	 */
	public static CallSite ofCaller() {
		StackFrame frame = WALKER.walk(FirstOfUser::among).frame;
		return (frame != null) ? of(frame) : NONE;
	}

	/**
	 * As {@link #ofCaller()}, for the method that is called by a repository's proxy: few
	 * frames are looked at before others are fetched.
	 */
	public static CallSite ofNearCaller() {
		StackFrame frame = NEAR_WALKER.walk(FirstOfUser::among).frame;
		return (frame != null) ? of(frame) : NONE;
	}

	/**
	 * The line that called, found when somebody asks for it: for what goes on in the
	 * caller's own thread.
	 */
	public static CallSite onStack() {
		return ON_STACK;
	}

	/** No line: nobody called, as for what is done at startup. */
	public static CallSite none() {
		return NONE;
	}

	/** The same call, whose statements somebody listens to. */
	public CallSite telling(StatementListener listener) {
		return new CallSite(this.frame, this.onStack, listener, this.meter, this.tag, this.others);
	}

	/** The same call, whose statements somebody counts. */
	public CallSite metered(StatementMeter meter) {
		return new CallSite(this.frame, this.onStack, this.listener, meter, this.tag, this.others);
	}

	/** The same call, of a query set with a tag; null for none. */
	public CallSite tagged(@Nullable String tag) {
		return (tag != null) ? new CallSite(this.frame, this.onStack, this.listener, this.meter, tag, this.others)
				: this;
	}

	/** The same call, whose statement is for others, too. */
	public CallSite with(List<CallSite> others) {
		return new CallSite(this.frame, this.onStack, this.listener, this.meter, this.tag, others);
	}

	/** Whether the statement is for several calls. */
	public boolean isForSeveral() {
		return !this.others.isEmpty();
	}

	/** Whether somebody counts the statements, for one of the calls at least. */
	public boolean isMetered() {
		if (this.meter != null) {
			return true;
		}
		for (CallSite other : this.others) {
			if (other.meter != null) {
				return true;
			}
		}
		return false;
	}

	/** A statement has ended, which is counted for each call whose statements are. */
	public void sent(long nanos) {
		if (this.others.isEmpty()) {
			count(nanos);
		}
		else {
			this.others.forEach((other) -> other.count(nanos));
		}
	}

	private void count(long nanos) {
		if (this.meter != null) {
			this.meter.sent(nanos);
		}
	}

	/** Hears of the statements that the call sends; null if nobody does. */
	public @Nullable StatementListener listener() {
		return this.listener;
	}

	/**
	 * The same call for who asks for its line later: if it is on the stack of the calling
	 * thread, it is found now.
	 */
	public CallSite kept() {
		return this.onStack ? new CallSite(WALKER.walk(FirstOfUser::among).frame, false, this.listener, this.meter,
				this.tag, this.others) : this;
	}

	/** The line, or null if there is none. */
	public @Nullable StackTraceElement line() {
		StackFrame found = this.onStack ? WALKER.walk(FirstOfUser::among).frame : this.frame;
		return (found != null) ? found.toStackTraceElement() : null;
	}

	/**
	 * File and line, such as {@code Home.java:41}; null if there is none, or if the
	 * statement is for calls of several lines.
	 */
	public @Nullable String site() {
		StackTraceElement line = line();
		if (line == null) {
			return null;
		}
		for (CallSite other : this.others) {
			if (!line.equals(other.line())) {
				return null;
			}
		}
		String file = line.getFileName();
		return ((file != null) ? file : line.getClassName()) + ":" + line.getLineNumber();
	}

	/**
	 * The tag of the query set; null if it has none, or if the statement is for calls
	 * with several.
	 */
	public @Nullable String tag() {
		for (CallSite other : this.others) {
			if (!Objects.equals(this.tag, other.tag)) {
				return null;
			}
		}
		return this.tag;
	}

	/**
	 * Appends the line to the stack trace of what went wrong, unless it is there already.
	 */
	public void attachTo(Throwable failure) {
		StackTraceElement line = line();
		if (line == null) {
			return;
		}
		StackTraceElement[] trace = failure.getStackTrace();
		if (!Arrays.asList(trace).contains(line)) {
			StackTraceElement[] longer = Arrays.copyOf(trace, trace.length + 1);
			longer[trace.length] = line;
			failure.setStackTrace(longer);
		}
	}

	/**
	 * All lines of the user's code that the calling thread is in, the one that called us
	 * first.
	 */
	public static List<StackTraceElement> userFrames() {
		return WALKER.walk((frames) -> frames.filter((frame) -> USER_CODE.get(frame.getDeclaringClass()))
			.map(StackFrame::toStackTraceElement)
			.toList());
	}

	/**
	 * Whether an exception was made by our code: that of the first frame of its stack
	 * trace which is neither Spring's nor the platform's.
	 */
	public static boolean isOurs(Throwable failure) {
		return Stream.of(failure.getStackTrace())
			.map(StackTraceElement::getClassName)
			.filter((name) -> !name.startsWith("org.springframework.") && PLATFORM.stream().noneMatch(name::startsWith))
			.findFirst()
			.filter((name) -> name.startsWith(ROOT) && !isUserCode(name))
			.isPresent();
	}

	static boolean isUserCode(String className) {
		if (isGenerated(className)) {
			return false;
		}
		if (className.startsWith(ROOT)) {
			return OURS.stream().noneMatch((floor) -> className.startsWith(floor, ROOT.length()))
					&& !ENTRIES.contains(className.substring(ROOT.length()).split("\\$")[0]);
		}
		return PLATFORM.stream().noneMatch(className::startsWith);
	}

	private static boolean isGenerated(String className) {
		return className.contains("$$SpringCGLIB$$") || className.startsWith("$Proxy", className.lastIndexOf('.') + 1);
	}

	/**
	 * Takes the first frame of the user's code. The pipeline of a stream would cost more
	 * than the frames that it looks at.
	 */
	private static final class FirstOfUser implements Consumer<StackFrame> {

		private @Nullable StackFrame frame;

		static FirstOfUser among(Stream<StackFrame> frames) {
			FirstOfUser first = new FirstOfUser();
			Spliterator<StackFrame> remaining = frames.spliterator();
			while (first.frame == null && remaining.tryAdvance(first)) {
				// until it is found
			}
			return first;
		}

		@Override
		public void accept(StackFrame frame) {
			if (USER_CODE.get(frame.getDeclaringClass())) {
				this.frame = frame;
			}
		}

	}

}
