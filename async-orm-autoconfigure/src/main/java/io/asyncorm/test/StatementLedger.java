package io.asyncorm.test;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.async.StatementScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Holds the statements that tests send against a file under version control, which has a
 * line for each shape, with the line of code that sends it and how often. So a test fails
 * that sends other statements than before, or more of them, and who reviews a change sees
 * them.
 *
 * <pre class="code">
 * &#064;ExtendWith(StatementLedger.class)
 * class ShopTests { ... }
 * </pre>
 *
 * Where the change is meant, {@code -Dasync-orm.ledger=write} writes the file instead of
 * holding tests against it. What counts is what the method of a test sends, as for
 * {@link QueryAssertions}; not what {@code @BeforeEach} does. Code that moves within its
 * file is the same. Tests that are not run are not missed, and tests that fail by
 * themselves neither checked nor written. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StatementLedger implements InvocationInterceptor {

	/** Where the ledger is, seen from the folder that tests run in. */
	public static final String DEFAULT_PATH = "src/test/statements.txt";

	static final String PROPERTY = "async-orm.ledger";

	private static final Pattern INVOCATION = Pattern.compile("-invocation:#(\\d+)");

	private final LedgerFile file;

	/** The ledger at {@link #DEFAULT_PATH}, for {@code @ExtendWith}. */
	public StatementLedger() {
		this(Path.of(DEFAULT_PATH));
	}

	private StatementLedger(Path path) {
		this.file = new LedgerFile(path);
	}

	/**
	 * A ledger in another file, for {@code @RegisterExtension}, or for tests without
	 * JUnit.
	 */
	public static StatementLedger at(Path path) {
		Assert.notNull(path, "'path' must not be null");
		return new StatementLedger(path);
	}

	/**
	 * Runs code, and holds the statements that it sends against those that the ledger has
	 * under a name.
	 * @param name names the code in the file
	 * @param code what sends them; a future that it gives is awaited
	 * @return what the code gives
	 * @throws AssertionError if they are others, with all changes
	 * @throws Exception as the code does
	 */
	public <T extends @Nullable Object> T check(String name, Callable<T> code) throws Exception {
		Assert.isTrue(
				name.equals(name.strip()) && !name.isEmpty() && !name.startsWith("#") && name.lines().count() == 1,
				() -> "'" + name
						+ "' is no name: it is one line, without space around it, and does not begin with '#'");
		Queue<SentQuery> sent = new ConcurrentLinkedQueue<>();
		T result = StatementScope.listen((operation, line, sql) -> sent.add(new SentQuery(operation, line, sql)), code);
		List<LedgerEntry> entries = LedgerEntry.of(sent);
		if (writes()) {
			this.file.write(name, entries, StatementLedger::exists);
		}
		else {
			compare(name, entries);
		}
		return result;
	}

	private static boolean writes() {
		String action = System.getProperty(PROPERTY, "check");
		Assert.state(action.equals("check") || action.equals("write"), () -> "The property '" + PROPERTY + "' is '"
				+ action + "', and can be 'check', which is the default, or 'write'");
		return action.equals("write");
	}

	private void compare(String name, List<LedgerEntry> now) {
		List<LedgerEntry> known = this.file.find(name);
		List<String> changes = LedgerComparison.changes((known != null) ? known : List.of(), now);
		if (!changes.isEmpty()) {
			throw new AssertionError(
					((known != null) ? name + " sends other statements than '" + this.file.path() + "' says:"
							: name + " is not in '" + this.file.path() + "', and sends:") + "\n  "
							+ String.join("\n  ", changes) + "\nIf that is meant, run it with -D" + PROPERTY
							+ "=write, and commit the file.");
		}
	}

	@Override
	public void interceptTestMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context) throws Throwable {
		check(invocation, context);
	}

	@Override
	public void interceptTestTemplateMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context) throws Throwable {
		check(invocation, context);
	}

	private void check(Invocation<@Nullable Void> invocation, ExtensionContext context) throws Throwable {
		check(name(context), () -> proceed(invocation));
	}

	/** Runs a test within what listens to it. */
	static @Nullable Void proceed(Invocation<@Nullable Void> invocation) throws Exception {
		try {
			return invocation.proceed();
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String name(ExtensionContext context) {
		StringBuilder name = new StringBuilder(
				context.getRequiredTestClass().getName() + "#" + context.getRequiredTestMethod().getName());
		Matcher invocations = INVOCATION.matcher(context.getUniqueId());
		while (invocations.find()) {
			name.append("[").append(invocations.group(1)).append("]");
		}
		return name.toString();
	}

	/** Whether there still is a test of such a name; other names are the user's own. */
	private static boolean exists(String name) {
		int method = name.indexOf('#');
		if (method < 0) {
			return true;
		}
		try {
			Class<?> type = ClassUtils.forName(name.substring(0, method), null);
			String test = name.substring(method + 1).replaceFirst("\\[.*", "");
			return Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
				.anyMatch((candidate) -> candidate.getName().equals(test));
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
