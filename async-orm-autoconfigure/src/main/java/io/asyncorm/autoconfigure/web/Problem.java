package io.asyncorm.autoconfigure.web;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.model.FieldNotAllowedException;
import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.plan.CallSite;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.DuplicateObjectException;
import io.asyncorm.query.IncompleteWriteException;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.OperationCancelledException;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.query.RefusedValueException;
import io.asyncorm.query.RestrictedException;
import io.asyncorm.query.StaleObjectException;
import io.asyncorm.repository.ClientLookupException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * What a client is told of a failure: names of models and fields, but no statement, no
 * value and no name of the database.
 *
 * @param again whether what the client sent may succeed if it is sent again soon
 * @param properties what there is besides, by name
 */
record Problem(HttpStatus status, String detail, boolean again, Map<String, Object> properties) {

	/** Seconds after which what the client sent may succeed. */
	private static final String RETRY_AFTER = "1";

	private Problem(HttpStatus status, String detail) {
		this(status, detail, false, Map.of());
	}

	private static Problem again(String detail) {
		return new Problem(HttpStatus.SERVICE_UNAVAILABLE, detail, true, Map.of());
	}

	/**
	 * The problem that a failure is; null if it is a mistake in the program, or no
	 * failure of ours: what JPA or a JdbcTemplate of the application has thrown.
	 */
	static @Nullable Problem of(Throwable failure) {
		return switch (failure) {
			case DataAccessException access ->
				(isOfOurTypes(access) || CallSite.isOurs(access)) ? ofOurs(access) : null;
			case CannotCreateTransactionException unbegun -> isOfDataSource(unbegun) ? unreachable() : null;
			// it may be what was too much for the database: nobody is asked to repeat it
			case OperationCancelledException cancelled ->
				new Problem(HttpStatus.SERVICE_UNAVAILABLE, "This was cancelled on the server.");
			default -> null;
		};
	}

	/** Whether it is of the transactions that our operations join, and not of JPA's. */
	private static boolean isOfDataSource(Throwable failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		return trace.length > 0 && trace[0].getClassName().startsWith("org.springframework.jdbc.");
	}

	private static Problem unreachable() {
		return again("The database cannot be reached at the moment: send it again later.");
	}

	private static boolean isOfOurTypes(DataAccessException failure) {
		for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
			if (type.getPackageName().startsWith("io.asyncorm.")) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable Problem ofOurs(DataAccessException failure) {
		return switch (failure) {
			case DoesNotExistException missing ->
				new Problem(HttpStatus.NOT_FOUND, "There is no such %s.".formatted(missing.getModel()));
			case NotUpdatedException missing ->
				new Problem(HttpStatus.NOT_FOUND, "What was to be changed does not exist.");
			case RefusedRowException row -> row(row);
			case IncompleteWriteException incomplete -> incomplete(incomplete);
			case InvalidObjectException invalid ->
				new Problem(HttpStatus.BAD_REQUEST, "This %s is not valid.".formatted(invalid.getModel()))
					.with("errors", invalid.getViolations());
			case RefusedValueException refused -> refusedValue(refused);
			case InvalidValueException invalid -> invalidValue(invalid);
			case DuplicateObjectException duplicate -> duplicate(duplicate);
			case DuplicateKeyException duplicate ->
				new Problem(HttpStatus.CONFLICT, "There is another one with the same key.");
			case ProtectedException referred -> referred();
			case RestrictedException referred -> referred();
			case DataIntegrityViolationException conflict -> new Problem(HttpStatus.CONFLICT,
					"This conflicts with what is stored: it refers to what does not exist, or others refer to it.");
			case StaleObjectException stale ->
				new Problem(HttpStatus.CONFLICT, "This %s was changed or deleted after it had been read: read it again."
					.formatted(stale.getModel()));
			case OptimisticLockingFailureException stale ->
				new Problem(HttpStatus.CONFLICT, "This was changed or deleted after it had been read: read it again.");
			case ConcurrencyFailureException collision -> again("This collided with another request: send it again.");
			case QueryTimeoutException late ->
				new Problem(HttpStatus.GATEWAY_TIMEOUT, "The database did not answer in time.");
			case TransientDataAccessResourceException busy ->
				again("There is too much to do at the moment: send it again later.");
			case DataAccessResourceFailureException gone -> unreachable();
			default -> null;
		};
	}

	private static Problem referred() {
		return new Problem(HttpStatus.CONFLICT, "This cannot be deleted, as others refer to it.");
	}

	private static Problem duplicate(DuplicateObjectException duplicate) {
		String model = (duplicate.getModel() != null) ? "Another " + duplicate.getModel() : "Another one";
		return duplicate.getFields().isEmpty() ? new Problem(HttpStatus.CONFLICT, model + " has the same key.")
				: new Problem(HttpStatus.CONFLICT,
						"%s has the same %s.".formatted(model, String.join(" and ", duplicate.getFields())))
					.with("fields", duplicate.getFields());
	}

	private static Problem refusedValue(RefusedValueException refused) {
		String what = switch (refused.getReason()) {
			case MISSING -> "must not be missing";
			case TOO_LONG -> "is too long";
			case OUT_OF_RANGE -> "is out of range";
			case CHECK -> "is not allowed";
			case INVALID -> "is not valid";
		};
		if (refused.getFields().isEmpty()) {
			return new Problem(HttpStatus.BAD_REQUEST,
					"A value%s %s.".formatted((refused.getModel() != null) ? " of " + refused.getModel() : "", what));
		}
		Map<String, List<String>> errors = new LinkedHashMap<>();
		refused.getFields().forEach((field) -> errors.put(field, List.of(what)));
		return new Problem(HttpStatus.BAD_REQUEST, "'%s' %s.".formatted(String.join("', '", errors.keySet()), what))
			.with("errors", errors);
	}

	private static Problem invalidValue(InvalidValueException invalid) {
		Throwable cause = invalid.getCause();
		if (cause instanceof SQLException) {
			return new Problem(HttpStatus.BAD_REQUEST, "A value is not valid.");
		}
		if (invalid instanceof RefusedObjectException refused && !(cause instanceof IllegalArgumentException)) {
			return new Problem(HttpStatus.BAD_REQUEST, "These values make no %s.".formatted(refused.getModel()));
		}
		Problem problem = new Problem(HttpStatus.BAD_REQUEST, ClientWords.of(String.valueOf(invalid.getMessage())));
		return switch (invalid) {
			case ClientLookupException lookup -> problem.with("parameter", lookup.parameter());
			case FieldNotAllowedException field ->
				problem.with("field", field.getField()).with("choices", field.getChoices());
			default -> problem;
		};
	}

	private static @Nullable Problem row(RefusedRowException row) {
		Problem problem = ofCause(row);
		return (problem != null) ? problem.with("index", row.getIndex()).with("written", row.getWritten()) : null;
	}

	private static @Nullable Problem incomplete(IncompleteWriteException incomplete) {
		Problem problem = ofCause(incomplete);
		return (problem != null) ? problem.with("written", incomplete.getWritten()) : null;
	}

	private static @Nullable Problem ofCause(DataAccessException failure) {
		return (failure.getCause() instanceof DataAccessException cause) ? ofOurs(cause) : null;
	}

	private Problem with(String name, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(this.properties);
		more.put(name, value);
		return new Problem(this.status, this.detail, this.again, more);
	}

	ResponseEntity<ProblemDetail> toResponse() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(this.status, this.detail);
		this.properties.forEach(problem::setProperty);
		ResponseEntity.BodyBuilder response = ResponseEntity.status(this.status);
		if (this.again) {
			response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
		}
		return response.body(problem);
	}

}
