package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * All that is asked of PostgreSQL's driver. Loaded only where it is on the class path.
 */
final class PostgresErrors {

	/**
	 * The columns in a detail such as {@code Key (title)=(Dune) already exists.}, in any
	 * language.
	 */
	private static final Pattern KEY = Pattern.compile("\\(([^()]*)\\)=\\(");

	private PostgresErrors() {
	}

	/** Where an error happened; null if it is not one of PostgreSQL's server. */
	static @Nullable ErrorPlace place(SQLException error) {
		ServerErrorMessage message = (error instanceof PSQLException ex) ? ex.getServerErrorMessage() : null;
		if (message == null) {
			return null;
		}
		return new ErrorPlace(message.getTable(), columns(message), message.getConstraint());
	}

	private static List<String> columns(ServerErrorMessage message) {
		if (message.getColumn() != null) {
			return List.of(message.getColumn());
		}
		Matcher key = KEY.matcher(String.valueOf(message.getDetail()));
		return key.find() ? ErrorPlace.columns(key.group(1)) : List.of();
	}

	/**
	 * The server's message without detail and hint; null if it is not one of PostgreSQL's
	 * server.
	 */
	static @Nullable String message(SQLException error) {
		ServerErrorMessage message = (error instanceof PSQLException ex) ? ex.getServerErrorMessage() : null;
		return (message != null) ? message.getMessage() : null;
	}

}
