package io.asyncorm.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.schema.MigrationRunner.ByFlyway;
import io.asyncorm.schema.MigrationRunner.ByFolder;
import io.asyncorm.schema.MigrationRunner.ByLiquibase;
import io.asyncorm.dialect.TextEscape;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The folder in which the migrations of an application are, into which the next one is
 * written: for Liquibase as formatted SQL if it has a changelog, otherwise for Flyway.
 *
 * @since 0.1.0
 */
public final class MigrationFolder {

	/** Where Flyway looks for migrations by default, among the sources. */
	public static final String DEFAULT = "src/main/resources/db/migration";

	/** Where Liquibase looks for its changelog by default, among the sources. */
	public static final String DEFAULT_OF_LIQUIBASE = "src/main/resources/db/changelog";

	private static final String FORMATTED = "--liquibase formatted sql";

	/** As Liquibase takes it, also behind a mark of the byte order. */
	private static final String BEGIN = "\\A\\W*--\\s*(?i:liquibase\\s+formatted\\s+sql)";

	private static final Pattern FORMATTED_BEGIN = Pattern.compile(BEGIN);

	private static final Pattern HEADER = Pattern.compile(BEGIN + "\\s+--changeset .*\n");

	/**
	 * So much of a file tells whose it is: others may be large, or in another charset.
	 */
	private static final int HEAD = 200;

	private static final Pattern CHANGELOG = Pattern.compile(".*changelog.*\\.(?:xml|yaml|yml|json)");

	private static final Pattern WORDS = Pattern.compile("\\W+");

	/** How many models a name of a file tells. */
	private static final int NAMES = 3;

	private final Migrations migrations;

	private final Path folder;

	private final boolean liquibase;

	private final MigrationNames names;

	private final MigrationText text;

	/** The last one that was run, or is in another place. */
	private final @Nullable MigrationVersion last;

	private final Clock clock;

	private MigrationFolder(Migrations migrations, boolean liquibase, MigrationNames names, MigrationText text,
			@Nullable MigrationVersion last, Clock clock) {
		this.migrations = migrations;
		this.folder = migrations.folder();
		this.liquibase = liquibase;
		this.names = names;
		this.text = text;
		this.last = last;
		this.clock = clock;
	}

	/** The folder with a path, for Flyway as it comes, and for PostgreSQL. */
	public static MigrationFolder of(Path path) {
		return of(Migrations.in(path), TextEscape.UNICODE, Clock.systemDefaultZone());
	}

	/**
	 * The folder of some migrations, which is made when it is written into.
	 * @param escape how the database is told of characters
	 * @param clock tells the time, which is the version of migrations that are named so
	 */
	public static MigrationFolder of(Migrations migrations, TextEscape escape, Clock clock) {
		Assert.notNull(migrations, "'migrations' must not be null");
		Path path = migrations.folder();
		if (Files.exists(path) && !Files.isDirectory(path)) {
			throw new IllegalArgumentException("'" + path + "' is a file: name the folder of the migrations");
		}
		MigrationNames flyway = MigrationNames.flyway(migrations.flyway());
		boolean liquibase = switch (migrations.runner()) {
			case ByFlyway runner -> false;
			case ByLiquibase runner -> true;
			case ByFolder runner -> isLiquibase(path, flyway);
		};
		MigrationNames names = liquibase ? MigrationNames.liquibase(names(path)) : flyway;
		FlywaySettings replacing = liquibase ? FlywaySettings.DEFAULT : migrations.flyway();
		return new MigrationFolder(migrations, liquibase, names, new MigrationText(replacing.placeholder(), escape),
				liquibase ? null : highest(elsewhere(migrations.runner(), flyway)), clock);
	}

	private static Stream<MigrationVersion> elsewhere(MigrationRunner runner, MigrationNames names) {
		return switch (runner) {
			case ByFlyway flyway -> flyway.versions().stream().map(MigrationVersion::of).flatMap(Optional::stream);
			case ByLiquibase liquibase -> Stream.empty();
			case ByFolder folder -> folder.files().stream().map(names::version).flatMap(Optional::stream);
		};
	}

	/**
	 * This folder for a database in which migrations were run, from wherever they are, or
	 * which was taken over in some version: Flyway runs none that has a lower one.
	 * @param versions the versions that Flyway has run, such as {@code 1} or {@code 2.1}
	 */
	public MigrationFolder after(Collection<String> versions) {
		MigrationVersion highest = highest(Stream.concat(Stream.ofNullable(this.last),
				versions.stream().map(MigrationVersion::of).flatMap(Optional::stream)));
		return new MigrationFolder(this.migrations, this.liquibase, this.names, this.text,
				this.liquibase ? null : highest, this.clock);
	}

	private static @Nullable MigrationVersion highest(Stream<MigrationVersion> versions) {
		return versions.max(Comparator.naturalOrder()).orElse(null);
	}

	/** A folder of Liquibase has a changelog, or is called so, or is in one. */
	private static boolean isLiquibase(Path folder, MigrationNames flyway) {
		if (files(folder).stream().anyMatch(MigrationFolder::isOfLiquibase)) {
			return true;
		}
		if (names(folder).stream().anyMatch((name) -> flyway.version(name).isPresent())) {
			return false;
		}
		Path path = folder.toAbsolutePath().normalize();
		return String.valueOf(path.getFileName()).contains("changelog")
				|| (path.getParent() != null && String.valueOf(path.getParent().getFileName()).contains("changelog"));
	}

	private static boolean isOfLiquibase(Path file) {
		String name = String.valueOf(file.getFileName());
		return CHANGELOG.matcher(name).matches()
				|| (name.endsWith(".sql") && FORMATTED_BEGIN.matcher(head(file)).find());
	}

	private static List<String> names(Path folder) {
		return files(folder).stream().map((file) -> String.valueOf(file.getFileName())).toList();
	}

	private static List<Path> files(Path folder) {
		if (!Files.exists(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migrations in '" + folder + "' cannot be read", ex);
		}
	}

	/**
	 * The last migration, if it says what would be written: then it waits to be run.
	 * @param steps the steps of a {@link SchemaComparison}
	 */
	public Optional<Path> waiting(List<SchemaStep> steps) {
		MigrationVersion highest = highest(files(this.folder).stream().map(this::version).flatMap(Optional::stream));
		if (highest == null || (this.last != null && !highest.isBehind(this.last))) {
			return Optional.empty();
		}
		String text = text(steps).strip();
		return files(this.folder).stream()
			.filter((file) -> version(file).filter(highest::equals).isPresent())
			.filter((file) -> HEADER.matcher(read(file)).replaceFirst("").strip().equals(text))
			.findFirst();
	}

	private static String head(Path file) {
		try (InputStream content = Files.newInputStream(file)) {
			return new String(content.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migration '" + file + "' cannot be read", ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file).replace("\r\n", "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migration '" + file + "' cannot be read", ex);
		}
	}

	/**
	 * Writes the next migration; nothing if no step is needed.
	 * @param steps the steps of a {@link SchemaComparison}
	 * @return the file; empty if there is none
	 */
	public Optional<Path> write(List<SchemaStep> steps) {
		if (steps.stream().allMatch(SchemaStep::optional)) {
			return Optional.empty();
		}
		String name = this.names.name(next(), title(steps));
		Path file = this.folder.resolve(name + this.names.suffix());
		String header = this.liquibase ? FORMATTED + "\n\n--changeset async-orm:" + name + "\n" : "";
		try {
			Files.createDirectories(this.folder);
			Files.writeString(file, header + text(steps), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
		}
		catch (FileAlreadyExistsException ex) {
			throw new UncheckedIOException("'" + file + "' is there already: another migration was written just now",
					ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migration '" + file + "' cannot be written", ex);
		}
		return Optional.of(file);
	}

	/**
	 * What may keep the tool from running a file that was written, or from doing so last.
	 */
	public List<String> remarks(Path file) {
		List<String> inclusion = (this.migrations.runner() instanceof ByLiquibase liquibase)
				? liquibase.inclusion().apply(file) : List.of();
		List<String> order = inclusion.isEmpty() ? order(file) : List.of();
		return Stream.of(this.migrations.remarks(), inclusion, order).flatMap(List::stream).toList();
	}

	private List<String> order(Path file) {
		String name = String.valueOf(file.getFileName());
		List<String> others = names(this.folder).stream().filter((other) -> !other.equals(name)).toList();
		if (!this.liquibase) {
			List<String> scripts = others.stream().filter((other) -> other.endsWith(this.names.suffix())).toList();
			return (scripts.isEmpty() || others.stream()
				.anyMatch((other) -> this.names.version(other).isPresent())) ? List.of() : List.of("'" + scripts.get(0)
						+ "' has no version of Flyway as it is set up here, so that it was not"
						+ " counted. If Flyway runs it, let spring.flyway.sql-migration-prefix and the like say how");
		}
		return files(this.folder).stream()
			.filter((other) -> Objects.equals(other.getParent(), file.getParent()) && version(other).isPresent())
			.map((other) -> String.valueOf(other.getFileName()))
			.filter((other) -> other.compareTo(name) > 0)
			.sorted()
			.limit(1)
			.map((other) -> "Liquibase's includeAll would run it before '" + other
					+ "', whose name is behind its: include it by its name, or give it another one")
			.toList();
	}

	/** The one behind the highest. */
	private MigrationVersion next() {
		MigrationVersion highest = highest(Stream.concat(Stream.ofNullable(this.last),
				files(this.folder).stream().map(this::version).flatMap(Optional::stream)));
		return (highest != null) ? highest.next(LocalDateTime.now(this.clock))
				: new MigrationVersion(this.names.first());
	}

	private Optional<MigrationVersion> version(Path file) {
		return this.names.version(String.valueOf(file.getFileName()));
	}

	/** The models that it is about. */
	private static String title(List<SchemaStep> steps) {
		List<String> models = steps.stream()
			.filter((step) -> !step.optional())
			.map((step) -> WORDS.matcher(step.model()).replaceAll("_").toLowerCase(Locale.ROOT))
			.distinct()
			.toList();
		return models.stream().limit(NAMES).collect(Collectors.joining("_"))
				+ ((models.size() > NAMES) ? "_and_more" : "");
	}

	/** What the models can do without is commented out. */
	private String text(List<SchemaStep> steps) {
		StringBuilder text = new StringBuilder();
		String reason = "";
		boolean left = false;
		for (SchemaStep step : steps) {
			if (step.isLeft() && !left) {
				left = true;
				text.append("\n-- What no model declares is left. What nobody else needs can be dropped:\n");
			}
			if (!step.reason().equals(reason)) {
				reason = step.reason();
				text.append(text.isEmpty() ? "" : "\n").append(comment(this.text.line(reason))).append('\n');
			}
			String statement = this.text.statement(step.statement());
			if (!statement.isEmpty()) {
				text.append(step.optional() ? comment(statement) : statement).append(";\n");
			}
		}
		return text.toString();
	}

	/** Liquibase takes comments for instructions that begin with such a word. */
	private String comment(String text) {
		String start = this.liquibase ? "-- > " : "-- ";
		return start + text.replaceAll("\\R", "\n" + start);
	}

}
