package io.asyncorm.schema;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the files of migrations are named for one tool.
 *
 * @param pattern matches names that tell a version, in a group of its own
 * @param prefix what stands before the version
 * @param separator what stands between the version and the title
 * @param suffix what names end with
 * @param first the version of the first one
 */
record MigrationNames(Pattern pattern, String prefix, String separator, String suffix, String first) {

	private static final String JAVA = "V(?<java>" + MigrationVersion.FORM + ")__.*\\.(?:java|class)";

	/** Changelogs that are no SQL may include others, and have a number for that. */
	private static final Pattern CHANGES = Pattern
		.compile("(?<prefix>\\D*(?=\\d.*\\.sql$)|)(?<version>\\d+)(?:[-_.].*)?\\.(?:sql|xml|yaml|yml|json)");

	/** Those of Flyway: versions, baselines, and what is written in Java. */
	static MigrationNames flyway(FlywaySettings settings) {
		String suffixes = settings.suffixes().stream().map(Pattern::quote).collect(Collectors.joining("|"));
		Pattern pattern = Pattern
			.compile("(?:" + Pattern.quote(settings.prefix()) + "|B)(?<version>" + MigrationVersion.FORM + ")(?:"
					+ Pattern.quote(settings.separator()) + ".*)?(?:" + suffixes + ")|" + JAVA);
		return new MigrationNames(pattern, settings.prefix(), settings.separator(),
				settings.suffixes().isEmpty() ? ".sql" : settings.suffixes().get(0), "1");
	}

	/**
	 * Those of Liquibase, to which names mean nothing: as the last of the others.
	 * @param names of the files that are there
	 */
	static MigrationNames liquibase(Collection<String> names) {
		MigrationNames plain = new MigrationNames(CHANGES, "", "-", ".sql", "0001");
		String prefix = names.stream()
			.filter((name) -> plain.version(name).isPresent())
			.max((one, other) -> plain.version(one).orElseThrow().compareTo(plain.version(other).orElseThrow()))
			.map(CHANGES::matcher)
			.filter(Matcher::matches)
			.map((matcher) -> matcher.group("prefix"))
			.orElse("");
		return new MigrationNames(CHANGES, prefix, "-", ".sql", "0001");
	}

	/** The version that a name tells. */
	Optional<MigrationVersion> version(String name) {
		Matcher matcher = this.pattern.matcher(name);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String version = matcher.group("version");
		return MigrationVersion.of((version != null) ? version : matcher.group("java"));
	}

	/** The name of a file, without its suffix. */
	String name(MigrationVersion version, String title) {
		return this.prefix + version.text() + this.separator + title;
	}

}
