package io.asyncorm.oracle;

import java.sql.SQLException;
import java.util.List;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.MultipleObjectsReturnedException;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.query.RestrictedException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import tools.jackson.databind.JsonNode;

/**
 * Django's errors and ours, as the oracle's table has them.
 */
final class Errors {

	private Errors() {
	}

	/**
	 * Whether an error is what is expected.
	 * @param sameState whether an error of the server's must have the same state
	 */
	static boolean matches(JsonNode expected, RuntimeException error, boolean sameState) {
		if (error instanceof RefusedRowException row && row.getCause() instanceof RuntimeException cause) {
			// Says of which row, and then as it would be of this row alone
			return matches(expected, cause, sameState);
		}
		if (error instanceof NotExpressible) {
			return false;
		}
		if (error instanceof DoesNotCompile) {
			return List.of("TypeError", "AttributeError").contains(expected.get("error").stringValue());
		}
		if (expected.path("accidental").asBoolean(false)) {
			return true;
		}
		if (expected.has("sqlstate")) {
			if (error instanceof InvalidValueException) {
				// Refused before it was sent, or by the server
				return true;
			}
			String state = sqlState(error);
			return error instanceof DataAccessException && state != null
					&& (!sameState || state.equals(expected.get("sqlstate").stringValue()));
		}
		String owner = expected.path("owner").asString("");
		return switch (expected.get("error").stringValue()) {
			case "FieldError", "FieldDoesNotExist", "OutputFieldIsNoneError" -> error instanceof FieldException;
			case "DoesNotExist", "RelatedObjectDoesNotExist" ->
				error instanceof DoesNotExistException absent && absent.getModel().equals(owner);
			case "IndexError" -> error instanceof DoesNotExistException;
			case "MultipleObjectsReturned" ->
				error instanceof MultipleObjectsReturnedException several && several.getModel().equals(owner);
			case "ProtectedError" -> error instanceof ProtectedException;
			case "RestrictedError" -> error instanceof RestrictedException;
			case "DataError" -> error instanceof DataIntegrityViolationException
					|| error instanceof InvalidValueException || error instanceof DataRetrievalFailureException;
			case "NotUpdated" -> error instanceof NotUpdatedException;
			default -> error instanceof InvalidDataAccessApiUsageException;
		};
	}

	/** The state of the innermost exception of the driver. */
	private static @Nullable String sqlState(Throwable error) {
		String state = null;
		int depth = 0;
		for (Throwable cause = error; cause != null && depth < 20; cause = cause.getCause()) {
			state = (cause instanceof SQLException sql) ? sql.getSQLState() : state;
			depth++;
		}
		return state;
	}

}
