package io.asyncorm.model;

import org.springframework.util.Assert;

/**
 * How large and how deep a query may be: whatever is put together in a loop, or named by
 * a caller, ends in an exception that says so before it ends in an overflow of the stack.
 * The only place that has these limits and their messages.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class QueryLimits {

	/** How many relations a path written as a string follows where nothing is set. */
	public static final int MAX_HOPS = 8;

	/** More than any path over relations or into a JSON document has. */
	private static final int MOST_NAMES = 100;

	/** Keys in JSON documents may be long ones. */
	private static final int LONGEST_PATH = 10_000;

	/** What can be resolved, compiled and compared on the stack of any thread. */
	private static final int MOST_LEVELS = 200;

	private static final int MOST_PARTS = 10_000;

	/** Nine times as many are too deep for PostgreSQL. */
	private static final int MOST_COMPUTED = 1_000;

	/** MariaDB takes 63. */
	private static final int MOST_QUERY_LEVELS = 50;

	private static final int MOST_QUERIES = 1_000;

	private static final int MOST_CALLS = 1_000;

	/** PostgreSQL compiles seven times as many for seven seconds. */
	private static final int LONGEST_PATTERN = 1_000;

	/** PostgreSQL compiles four times as many for five seconds. */
	private static final int MOST_PATTERN_PARTS = 5_000;

	/** More end in an overflow of the stack on H2, and in an error on MariaDB. */
	private static final int MOST_PATTERN_LEVELS = 50;

	/** More are read by and by. */
	private static final int LARGEST_PAGE = 10_000;

	private QueryLimits() {
	}

	/** Checks the length of a path before it is split into names. */
	static void requireLength(String path) {
		Assert.notNull(path, "The name of a field or lookup must not be null");
		if (path.length() > LONGEST_PATH) {
			throw new FieldException("'" + MessageText.name(path) + "' is no path: it has " + path.length()
					+ " characters, and " + LONGEST_PATH + " at most are read");
		}
	}

	/** Checks the number of names in a path. */
	static void requireNames(int names, String path) {
		if (names > MOST_NAMES) {
			throw new FieldException("'" + MessageText.name(path) + "' has more than " + MOST_NAMES + " names");
		}
	}

	/**
	 * Checks how many relations a path that is written as a string follows.
	 * @param model where it begins
	 */
	public static void requireHops(int hops, ModelMetadata<?> model, String path) {
		if (hops > model.maxHops()) {
			throw new FieldException("'" + MessageText.name(path) + "' follows more than " + model.maxHops()
					+ " relations from '" + model.name() + "', as many as a path written as a string may: name it by"
					+ " method references, which have no limit, or set async-orm.query.max-hops");
		}
	}

	/** Checks how deep conditions and values are nested. */
	public static void requireLevels(int level) {
		if (level > MOST_LEVELS) {
			throw new FieldException("A condition or value is nested more than " + MOST_LEVELS
					+ " levels deep. Conditions that are combined by one of and, or, and xor alone are one level: combine"
					+ " them in a row; ask for one of many values by 'in' with a list, and compute long chains in steps,"
					+ " or in Java");
		}
	}

	/**
	 * Checks how many parts a condition or value has, those within its parts included.
	 */
	public static void requireParts(int parts) {
		if (parts > MOST_PARTS) {
			throw new FieldException("A condition or value has more than " + MOST_PARTS
					+ " parts: ask for one of many values by 'in' with a list, which is bound as a whole, or ask several"
					+ " times");
		}
	}

	/**
	 * Checks how many values of a list are computed, each of which PostgreSQL nests in
	 * the one before.
	 */
	public static void requireComputed(int values) {
		if (values > MOST_COMPUTED) {
			throw new FieldException("A list of values has more than " + MOST_COMPUTED
					+ " that are computed: give constants, which are bound as a whole, or a query set");
		}
	}

	/**
	 * Checks how deep query sets are nested, as subqueries, in combinations or as
	 * prefetches, and how many they are.
	 */
	public static void requireQueries(int level, int queries) {
		if (level > MOST_QUERY_LEVELS) {
			throw new FieldException("Query sets are nested more than " + MOST_QUERY_LEVELS
					+ " levels deep: give all query sets to one union(), intersection() or difference(), or read the keys"
					+ " of the inner ones first, and ask by 'in' with the list");
		}
		if (queries > MOST_QUERIES) {
			throw new FieldException("A query set has more than " + MOST_QUERIES
					+ " query sets within it: read the keys of the inner ones first, and ask by 'in' with the list");
		}
	}

	/**
	 * Checks a regular expression: its size, as the database compiles it before any time
	 * limit is looked at, and what no database takes.
	 */
	public static void requirePattern(String pattern) {
		if (pattern.length() > LONGEST_PATTERN) {
			throw new InvalidValueException("A regular expression of " + pattern.length() + " characters is too long: "
					+ LONGEST_PATTERN + " at most are taken, as databases compile longer ones for seconds. Use several"
					+ " conditions, or ask for one of many values by 'in' with a list");
		}
		PatternSize size = PatternSize.of(pattern);
		if (size.parts() > MOST_PATTERN_PARTS) {
			throw new InvalidValueException("A regular expression has more than " + MOST_PATTERN_PARTS
					+ " parts, its repetitions written out, which databases compile for seconds: counts such as {1,255}"
					+ " multiply where one stands within another. Use smaller counts, or * and +");
		}
		if (size.depth() > MOST_PATTERN_LEVELS) {
			throw new InvalidValueException("A regular expression has groups that are nested more than "
					+ MOST_PATTERN_LEVELS + " levels deep: use several conditions");
		}
		String fault = PatternSyntax.fault(pattern);
		if (fault != null) {
			throw new InvalidValueException("A regular expression " + fault);
		}
	}

	/**
	 * Checks how many there are of what each call of a method adds to a query set.
	 * @param what what the method adds
	 * @param instead what to do instead
	 */
	public static void requireCalls(int calls, String what, String instead) {
		if (calls > MOST_CALLS) {
			throw new FieldException("A query set takes " + MOST_CALLS + " " + what + " at most: " + instead);
		}
	}

	/** Checks how many rows a page has. */
	public static void requirePageSize(int size) {
		if (size < 1 || size > LARGEST_PAGE) {
			throw new InvalidValueException("A page has between 1 and " + LARGEST_PAGE + " rows, not " + size
					+ ": read more of them by several pages, or by aiterator()");
		}
	}

}
