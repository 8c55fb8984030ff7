package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * What an error tells of the place where it happened; empty or null where it tells
 * nothing.
 *
 * @param table the table
 * @param columns the columns
 * @param constraint the constraint
 */
record ErrorPlace(@Nullable String table, List<String> columns, @Nullable String constraint) {

	private static final boolean POSTGRESQL = ClassUtils.isPresent("org.postgresql.util.PSQLException",
			ErrorPlace.class.getClassLoader());

	/**
	 * A name in H2's messages, which are quoted themselves: quoted only if it has to be.
	 */
	private static final String H2_NAME = "((?:\"\".+?\"\")|[^\"\\s.(]+)";

	/** In H2: {@code "name: PUBLIC.book FOREIGN KEY(author_id) REFERENCES ...}. */
	private static final Pattern H2_FOREIGN_KEY = Pattern
		.compile("\"" + H2_NAME + ": (?:[^\\s.]+\\.)?" + H2_NAME + " FOREIGN KEY\\(([^)]*)\\)");

	/**
	 * In H2:
	 * {@code "PUBLIC.name INDEX PUBLIC.index ON PUBLIC.book(title NULLS FIRST) VALUES ...}.
	 */
	private static final Pattern H2_KEY = Pattern.compile("\"(?:[^\\s.]+\\.)?" + H2_NAME
			+ " (?:INDEX \\S+ |PRIMARY KEY )?ON (?:[^\\s.]+\\.)?" + H2_NAME + "\\(([^)]*)\\)");

	/** In H2: {@code column "title"} or {@code column "title CHARACTER VARYING(5)"}. */
	private static final Pattern H2_COLUMN = Pattern.compile("column \"" + H2_NAME);

	/** In H2: {@code constraint violation: "name: ..."}. */
	private static final Pattern H2_CHECK = Pattern.compile("violation: \"([^\":]+):");

	ErrorPlace {
		columns = List.copyOf(columns);
	}

	static ErrorPlace of(SQLException error) {
		if (POSTGRESQL) {
			ErrorPlace place = PostgresErrors.place(error);
			if (place != null) {
				return place;
			}
		}
		return parse(String.valueOf(error.getMessage()));
	}

	/** The server's message, without the details where these are kept apart. */
	static String serverMessage(SQLException error) {
		String message = POSTGRESQL ? PostgresErrors.message(error) : null;
		return (message != null) ? message : String.valueOf(error.getMessage());
	}

	private static ErrorPlace parse(String message) {
		for (Pattern pattern : List.of(H2_FOREIGN_KEY, H2_KEY)) {
			Matcher matcher = pattern.matcher(message);
			if (matcher.find()) {
				return new ErrorPlace(unquote(matcher.group(2)), columns(matcher.group(3)), unquote(matcher.group(1)));
			}
		}
		Matcher column = H2_COLUMN.matcher(message);
		if (column.find()) {
			return new ErrorPlace(null, List.of(unquote(column.group(1))), null);
		}
		Matcher check = H2_CHECK.matcher(message);
		return new ErrorPlace(null, List.of(), check.find() ? check.group(1) : null);
	}

	private static String unquote(String name) {
		return name.replace("\"", "");
	}

	/** The names in a list such as {@code "title" NULLS FIRST, "author_id"}. */
	static List<String> columns(String list) {
		return Arrays.stream(list.split(","))
			.map((column) -> unquote(column.strip().replaceFirst(" NULLS (FIRST|LAST)$", "")))
			.filter((column) -> !column.isEmpty())
			.toList();
	}

}
