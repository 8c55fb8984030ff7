package io.asyncorm.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Interprets the errors of H2. Only their messages tell where they happened.
 */
final class H2Errors implements SqlErrors {

	/** H2 gives any timeout that is not a cancel the state HYT00. */
	private static final String TIMEOUT = "HYT00";

	/** There is no such table or view, but one whose name differs in its case. */
	private static final String OTHER_NAMES = "42S03";

	private static final int LOCK_TIMEOUT = 50200;

	/** A name, which is quoted only if it has to be: the whole is quoted itself. */
	private static final String NAME = "((?:\"\".+?\"\")|[^\"\\s.(]+)";

	/** As in {@code "name: PUBLIC.book FOREIGN KEY(author_id) REFERENCES ...}. */
	private static final Pattern FOREIGN_KEY = Pattern
		.compile("\"((?:\"\".+?\"\")|[^\":]+): (?:[^\\s.]+\\.)?" + NAME + " FOREIGN KEY\\(([^)]*)\\)");

	/**
	 * As in {@code "PUBLIC.name INDEX PUBLIC.index ON PUBLIC.book(title NULLS FIRST)
	 * VALUES ...}.
	 */
	private static final Pattern KEY = Pattern.compile(
			"\"(?:[^\\s.]+\\.)?" + NAME + " (?:INDEX .+? |PRIMARY KEY )?ON (?:[^\\s.]+\\.)?" + NAME + "\\(([^)]*)\\)");

	/** As in {@code column "title"} or {@code column "title CHARACTER VARYING(5)"}. */
	private static final Pattern COLUMN = Pattern.compile("column \"" + NAME);

	/** As in {@code NULL not allowed for column "given name"}. */
	private static final Pattern MISSING = Pattern.compile("NULL not allowed for column \"((?:\"\".+?\"\")|[^\"]+)\"");

	/** As in {@code U&""\\00dcber""}: a name beyond ASCII, which is quoted twice. */
	private static final Pattern ENCODED = Pattern.compile("U&(\"\".+?\"\")");

	private static final Pattern CODE_POINT = Pattern.compile("\\\\{1,2}(?:\\+([0-9a-f]{6})|([0-9a-f]{4}))");

	/** As in {@code constraint violation: "name: ..."}. */
	private static final Pattern CHECK = Pattern.compile("violation: \"([^\":]+):");

	@Override
	public ErrorKind kind(SQLException error) {
		return switch (String.valueOf(error.getSQLState())) {
			case "23506" -> ErrorKind.FOREIGN_KEY;
			case OTHER_NAMES, "42S04" -> ErrorKind.MISSING_TABLE;
			case "23513" -> ErrorKind.CHECK;
			case "90040", "90096" -> ErrorKind.DENIED;
			case "90097" -> ErrorKind.READ_ONLY;
			case "90053" -> ErrorKind.TOO_MANY_ROWS;
			// a row that was changed since this transaction began to see it
			case "90131" -> ErrorKind.COLLISION;
			case TIMEOUT -> (error.getErrorCode() == LOCK_TIMEOUT) ? ErrorKind.LOCK_NOT_AVAILABLE : ErrorKind.OTHER;
			default -> SqlErrors.super.kind(error);
		};
	}

	@Override
	public ErrorPlace place(SQLException error) {
		String message = decoded(String.valueOf(error.getMessage()));
		for (Pattern pattern : List.of(FOREIGN_KEY, KEY)) {
			Matcher matcher = pattern.matcher(message);
			if (matcher.find()) {
				return new ErrorPlace(ErrorPlace.unquote(matcher.group(2)), ErrorPlace.columns(matcher.group(3)),
						ErrorPlace.unquote(matcher.group(1)));
			}
		}
		for (Pattern pattern : List.of(MISSING, COLUMN)) {
			Matcher column = pattern.matcher(message);
			if (column.find()) {
				return new ErrorPlace(null, List.of(ErrorPlace.unquote(column.group(1))), null);
			}
		}
		Matcher check = CHECK.matcher(message);
		return new ErrorPlace(null, List.of(), check.find() ? check.group(1) : null);
	}

	/** With names beyond ASCII as they are. */
	private static String decoded(String message) {
		return ENCODED.matcher(message)
			.replaceAll((name) -> Matcher.quoteReplacement(CODE_POINT.matcher(name.group(1)).replaceAll((code) -> {
				String hexadecimal = (code.group(1) != null) ? code.group(1) : code.group(2);
				return Matcher.quoteReplacement(Character.toString(Integer.parseInt(hexadecimal, 16)));
			})));
	}

	/** Without the statement, which H2 puts behind it. */
	@Override
	public String message(SQLException error) {
		String message = SqlErrors.super.message(error);
		int statement = message.lastIndexOf("; SQL statement:");
		return (statement >= 0) ? message.substring(0, statement) : message;
	}

	/** H2 knows the table by another case, and does not say which SQL would find it. */
	@Override
	public @Nullable String hint(SQLException error) {
		return OTHER_NAMES.equals(error.getSQLState())
				? "H2 reads names without quotes as capitals, while tables that were made from models are named as the"
						+ " models say: quote the names of tables and columns, as in from \"book\", or add"
						+ " ;CASE_INSENSITIVE_IDENTIFIERS=TRUE to the URL"
				: null;
	}

	@Override
	public ConnectionFate fate(SQLException error) {
		return switch (String.valueOf(error.getSQLState())) {
			case TIMEOUT -> ConnectionFate.KEPT;
			// the connection is broken, the database or the session was closed
			case "90067", "90098", "90121" -> ConnectionFate.LOST;
			default -> SqlErrors.super.fate(error);
		};
	}

}
