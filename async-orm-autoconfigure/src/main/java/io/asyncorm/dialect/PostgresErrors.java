package io.asyncorm.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Interprets errors by what PostgreSQL's driver tells beyond the SQLSTATE. Loaded only
 * where the driver is on the class path.
 */
final class PostgresErrors implements SqlErrors {

	/**
	 * The columns in a detail such as {@code Key (title)=(Dune) already exists.}, in any
	 * language.
	 */
	private static final Pattern KEY = Pattern.compile("\\(([^()]*)\\)=\\(");

	private static final String UNDEFINED_FUNCTION = "42883";

	/** What is cancelled as another state is no standby's: so Citus ends deadlocks. */
	private static final String REPLAY_CONFLICT = "40001";

	/** What only the extension for the similarity of texts has. */
	private static final Pattern TRIGRAMS = Pattern.compile("similarity\\(| %>? ");

	/** The server's words may be of another language; its functions are not. */
	@Override
	public ErrorKind kind(SQLException error) {
		ServerErrorMessage message = serverMessage(error);
		return switch ((message != null) ? String.valueOf(message.getRoutine()) : "") {
			case "RevalidateCachedQuery" -> ErrorKind.STALE_STATEMENT;
			case "exec_bind_message" ->
				"08P01".equals(error.getSQLState()) ? ErrorKind.MIXED_UP_STATEMENT : SqlErrors.super.kind(error);
			// those of versions until 16, and from 17 on
			case "ProcessInterrupts", "ProcessRecoveryConflictInterrupt", "ProcessRecoveryConflictInterrupts" -> {
				ErrorKind kind = SqlErrors.super.kind(error);
				yield (kind == ErrorKind.COLLISION && REPLAY_CONFLICT.equals(error.getSQLState()))
						? ErrorKind.REPLAY_CONFLICT : kind;
			}
			default -> SqlErrors.super.kind(error);
		};
	}

	/**
	 * A pooler answers for a server that it has lost, by a state of class 08; on
	 * CockroachDB an answer of 40003 says that it is not known.
	 */
	@Override
	public boolean isRefusal(SQLException error) {
		String state = String.valueOf(error.getSQLState());
		return serverMessage(error) != null && !state.startsWith("08") && !state.equals("40003");
	}

	@Override
	public boolean tellsRefusals() {
		return true;
	}

	@Override
	public ErrorPlace place(SQLException error) {
		ServerErrorMessage message = serverMessage(error);
		return (message != null) ? new ErrorPlace(message.getTable(), columns(message), message.getConstraint())
				: ErrorPlace.UNKNOWN;
	}

	private static List<String> columns(ServerErrorMessage message) {
		if (message.getColumn() != null) {
			return List.of(message.getColumn());
		}
		Matcher key = KEY.matcher(String.valueOf(message.getDetail()));
		return key.find() ? ErrorPlace.columns(key.group(1)) : List.of();
	}

	@Override
	public @Nullable String values(SQLException error) {
		ServerErrorMessage message = serverMessage(error);
		String detail = (message != null) ? String.valueOf(message.getDetail()) : "";
		Matcher key = KEY.matcher(detail);
		int start = key.find() ? key.end() : detail.indexOf('(') + 1;
		int end = detail.lastIndexOf(')');
		return (start > 0 && end >= start) ? detail.substring(start, end) : null;
	}

	@Override
	public String message(SQLException error) {
		ServerErrorMessage message = serverMessage(error);
		String text = String.valueOf((message != null) ? message.getMessage() : error.getMessage());
		boolean trigrams = UNDEFINED_FUNCTION.equals(error.getSQLState()) && TRIGRAMS.matcher(text).find();
		return trigrams ? text + ": the similarity of texts needs an extension of PostgreSQL, which"
				+ " 'create extension pg_trgm' adds to the database" : text;
	}

	@Override
	public int position(SQLException error) {
		ServerErrorMessage message = serverMessage(error);
		return (message != null) ? message.getPosition() : 0;
	}

	@Override
	public @Nullable String hint(SQLException error) {
		ServerErrorMessage message = serverMessage(error);
		return (message != null) ? message.getHint() : null;
	}

	/** Null if the error is not one of the server. */
	private static @Nullable ServerErrorMessage serverMessage(SQLException error) {
		return (error instanceof PSQLException ex) ? ex.getServerErrorMessage() : null;
	}

}
