package io.asyncorm.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private static final Pattern FLYWAY = Pattern.compile("[VB](\\d+)(?:[._]\\d+)*__.*\\.(?:sql|java)");

	private static final Pattern VERSION = Pattern.compile("(\\d+)(?:[._]\\d+)*");

	private static final Pattern NUMBERED = Pattern.compile("(\\d+)[-_.].*\\.sql");

	private static final Pattern HEADER = Pattern.compile("\\A--liquibase formatted sql\\s+--changeset .*\n");

	private static final Pattern WORDS = Pattern.compile("\\W+");

	/** How many models a name of a file tells. */
	private static final int NAMES = 3;

	private final Path folder;

	private final boolean liquibase;

	/** The number of the last that was run. */
	private final BigInteger last;

	private MigrationFolder(Path folder, boolean liquibase, BigInteger last) {
		this.folder = folder;
		this.liquibase = liquibase;
		this.last = last;
	}

	/** The folder with a path, which is made when it is written into. */
	public static MigrationFolder of(Path path) {
		Assert.notNull(path, "'path' must not be null");
		if (Files.exists(path) && !Files.isDirectory(path)) {
			throw new IllegalArgumentException("'" + path + "' is a file: name the folder of the migrations");
		}
		return new MigrationFolder(path, isLiquibase(path), BigInteger.ZERO);
	}

	/**
	 * This folder for a database in which migrations were run, from wherever they are, or
	 * which was taken over in some version: Flyway runs none that has a lower number.
	 * @param versions the versions that Flyway has run, such as {@code 1} or {@code 2.1}
	 */
	public MigrationFolder after(Collection<String> versions) {
		BigInteger highest = versions.stream()
			.map(VERSION::matcher)
			.filter(Matcher::matches)
			.map((version) -> new BigInteger(version.group(1)))
			.reduce(BigInteger.ZERO, BigInteger::max);
		return new MigrationFolder(this.folder, this.liquibase, this.liquibase ? BigInteger.ZERO : highest);
	}

	/** A folder of Liquibase has a changelog, or is called so. */
	private static boolean isLiquibase(Path folder) {
		List<String> names = names(folder);
		if (names.stream().anyMatch((name) -> FLYWAY.matcher(name).matches())) {
			return false;
		}
		return names.stream().anyMatch((name) -> name.contains("changelog"))
				|| String.valueOf(folder.toAbsolutePath().getFileName()).contains("changelog");
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
		BigInteger highest = highestNumber();
		if (highest.compareTo(this.last) <= 0 && this.last.signum() > 0) {
			return Optional.empty();
		}
		String text = text(steps).strip();
		return files(this.folder).stream()
			.filter((file) -> numberOf(file).filter(highest::equals).isPresent())
			.filter((file) -> HEADER.matcher(read(file)).replaceFirst("").strip().equals(text))
			.findFirst();
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
		String number = nextNumber();
		Path file = this.folder.resolve(
				this.liquibase ? number + "-" + title(steps) + ".sql" : "V" + number + "__" + title(steps) + ".sql");
		String header = this.liquibase
				? "--liquibase formatted sql\n\n--changeset async-orm:" + number + "-" + title(steps) + "\n" : "";
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

	/** One more than the highest, with as many digits. */
	private String nextNumber() {
		BigInteger highest = highestNumber().max(this.last);
		int digits = files(this.folder).stream()
			.map(this::digitsOf)
			.flatMap(Optional::stream)
			.filter((number) -> new BigInteger(number).equals(highest))
			.mapToInt(String::length)
			.max()
			.orElse(this.liquibase ? 4 : 1);
		String next = highest.add(BigInteger.ONE).toString();
		return "0".repeat(Math.max(0, digits - next.length())) + next;
	}

	private BigInteger highestNumber() {
		return files(this.folder).stream()
			.map(this::numberOf)
			.flatMap(Optional::stream)
			.reduce(BigInteger.ZERO, BigInteger::max);
	}

	private Optional<BigInteger> numberOf(Path file) {
		return digitsOf(file).map(BigInteger::new);
	}

	private Optional<String> digitsOf(Path file) {
		Matcher matcher = (this.liquibase ? NUMBERED : FLYWAY).matcher(String.valueOf(file.getFileName()));
		return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
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
			if (step.optional() && !left) {
				left = true;
				text.append("\n-- What no model declares is left. What nobody else needs can be dropped:\n");
			}
			if (!step.reason().equals(reason)) {
				reason = step.reason();
				text.append(text.isEmpty() ? "" : "\n").append(comment(reason)).append('\n');
			}
			text.append(step.optional() ? comment(step.statement()) : step.statement()).append(";\n");
		}
		return text.toString();
	}

	/** Liquibase takes comments for instructions that begin with such a word. */
	private String comment(String text) {
		return (this.liquibase ? "-- > " : "-- ") + text.replaceAll("\\R", " ");
	}

}
