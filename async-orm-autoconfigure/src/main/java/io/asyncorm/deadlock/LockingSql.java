package io.asyncorm.deadlock;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement locks, as its text tells: rows of tables that it changes, or reads
 * with a lock. Only looked at where there is something to report.
 *
 * @param kind what it does to them
 * @param tables their names, without schema
 */
record LockingSql(Kind kind, Set<String> tables) {

	static final LockingSql NOTHING = new LockingSql(Kind.NONE, Set.of());

	private static final Pattern LITERALS = Pattern.compile("(?s)'(?:[^']|'')*'|/\\*.*?\\*/|--[^\\n]*");

	private static final String NAME = "((?:(?:\"(?:[^\"]|\"\")*\"|[\\w$]+)\\.)*(?:\"(?:[^\"]|\"\")*\"|[\\w$]+))";

	private static final Pattern WRITTEN = Pattern
		.compile("(?i)(?<!for )(?<!no key )\\b(update|insert\\s+into|delete\\s+from|merge\\s+into|copy)\\s+"
				+ "(?!set\\b)(?:only\\s+)?" + NAME);

	private static final Pattern READ = Pattern.compile("(?i)\\b(?:from|join)\\s+(?:only\\s+)?" + NAME);

	private static final Pattern LOCKED = Pattern
		.compile("(?i)\\bfor\\s+(?:(no\\s+key\\s+)?update|(?:key\\s+)?(share))\\b");

	private static final Pattern NUMBERED = Pattern.compile("(?i)\\bpg_advisory_\\w*lock");

	/** What a statement does to the rows that it locks. */
	enum Kind {

		/** It locks none. */
		NONE,
		/** It reads them, and lets others share their lock. */
		SHARE,
		/** It reads them, and is going to change them. */
		LOCK,
		/** It locks a number, and no row. */
		NUMBER,
		/** It adds them. */
		INSERT,
		/** It changes or removes them. */
		CHANGE

	}

	static LockingSql of(String sql) {
		String text = LITERALS.matcher(sql).replaceAll(" ");
		Set<String> written = new LinkedHashSet<>();
		boolean inserts = true;
		Matcher matcher = WRITTEN.matcher(text);
		while (matcher.find()) {
			String verb = matcher.group(1).toLowerCase(Locale.ROOT);
			inserts &= verb.startsWith("insert") || verb.equals("copy");
			written.add(name(matcher.group(2)));
		}
		if (!written.isEmpty()) {
			return new LockingSql(inserts ? Kind.INSERT : Kind.CHANGE, written);
		}
		if (NUMBERED.matcher(text).find()) {
			return new LockingSql(Kind.NUMBER, Set.of());
		}
		Matcher lock = LOCKED.matcher(text);
		if (!lock.find()) {
			return NOTHING;
		}
		Set<String> read = new LinkedHashSet<>();
		Matcher tables = READ.matcher(text);
		while (tables.find()) {
			read.add(name(tables.group(1)));
		}
		return new LockingSql((lock.group(2) != null) ? Kind.SHARE : Kind.LOCK, read);
	}

	private static String name(String qualified) {
		if (qualified.endsWith("\"")) {
			Matcher quoted = Pattern.compile("\"((?:[^\"]|\"\")*)\"$").matcher(qualified);
			return quoted.find() ? quoted.group(1).replace("\"\"", "\"") : qualified;
		}
		return qualified.substring(qualified.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}

	boolean locks() {
		return this.kind != Kind.NONE;
	}

	boolean isOfSameTable(LockingSql other) {
		return this.tables.stream().anyMatch(other.tables::contains);
	}

	/** The tables, to be put behind the name of an operation. */
	@Override
	public String toString() {
		return this.tables.isEmpty() ? "" : " on " + String.join(", ", this.tables);
	}

}
