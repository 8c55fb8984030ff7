package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientException;

import io.asyncorm.dialect.ConnectionFate;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.persistence.RowFailure;
import io.asyncorm.plan.Effects;
import io.asyncorm.plan.Operation;
import io.asyncorm.query.AbortedTransactionException;
import io.asyncorm.query.DriverFailureException;
import io.asyncorm.query.DuplicateObjectException;
import io.asyncorm.query.IncompleteWriteException;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.query.RefusedValueException;
import io.asyncorm.query.RefusedValueException.Reason;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.query.UncategorizedDatabaseException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * Translates the driver's exceptions to Spring's {@code DataAccessException}s: the one
 * place that does. Messages name the operation, and the model and field where the error
 * tells, but no values; those are only in the driver's own exception, the cause.
 * Immutable and safe for use by several threads.
 */
final class ErrorTranslation {

	private static final String UNKNOWN_OUTCOME = ": the connection was lost before the database said whether it has"
			+ " committed, so that it is unknown whether this was written. Look for it before it is repeated";

	private static final String ABOUT_TRIALS = ". Models are compared with tables by temporary ones, which do not stay: ";

	private final SqlErrors errors;

	private final ErrorMessages messages;

	private final @Nullable LockTrails locks;

	private final SQLExceptionTranslator translator = new BareSubclassTranslator();

	ErrorTranslation(SqlErrors errors, ErrorMessages messages) {
		this(errors, messages, null);
	}

	/**
	 * @param locks says more of deadlocks; null if nobody does
	 */
	ErrorTranslation(SqlErrors errors, ErrorMessages messages, @Nullable LockTrails locks) {
		this.errors = errors;
		this.messages = messages;
		this.locks = locks;
	}

	/**
	 * Translates an error of an operation. Only where the connection was lost while the
	 * database may have committed, nobody knows what became of it: a transaction that
	 * loses its connection before is rolled back.
	 */
	RuntimeException translate(Operation<?> operation, SQLException error) {
		SQLException first = (error instanceof UnansweredCommit unanswered) ? unanswered.first() : error;
		String message = this.messages.describe(operation, first);
		boolean writes = Effects.writes(operation);
		return (first != error && writes) ? unknownOutcome(message, first)
				: translate(explained(message, first), operation, writes, first);
	}

	private String explained(String message, SQLException error) {
		return (this.locks != null) ? this.locks.explained(message, error) : message;
	}

	/** Says of an error that nobody sees, as the work is repeated, what it is due to. */
	void tellRepeated(SQLException error) {
		if (this.locks != null) {
			this.locks.tell(error);
		}
	}

	/**
	 * Translates an error of a whole transaction: what the database found out only at its
	 * end, such as a violation of a deferred constraint.
	 * @param name what the transaction is called
	 */
	DataAccessException translateTransaction(String name, SQLException error) {
		return translate(explained(this.messages.describe(name, error), error), null, true, error);
	}

	/**
	 * Translates what a commit has failed with.
	 * @param name what the transaction is called
	 */
	RuntimeException translateCommit(String name, SQLException error) {
		return UnansweredCommit.isLost(error, this.errors) ? unknownOutcome(this.messages.describe(name, error), error)
				: translateTransaction(name, error);
	}

	private static RuntimeException unknownOutcome(String message, SQLException error) {
		return new TransactionOutcomeUnknownException(message + UNKNOWN_OUTCOME, error);
	}

	private DataAccessException translate(String message, @Nullable Operation<?> operation, boolean writes,
			SQLException error) {
		if (error instanceof DriverFailure failure) {
			return new DriverFailureException(message + ". " + failure.advice(), failure.sql(), failure);
		}
		String sql = (operation instanceof Operation.Sql<?> written) ? written.sql() : null;
		return switch (this.errors.kind(error)) {
			case DUPLICATE_KEY -> {
				ErrorSubject subject = this.messages.subject(operation, error);
				yield new DuplicateObjectException(message, subject.model(), subject.fields(), error);
			}
			case FOREIGN_KEY -> new DataIntegrityViolationException(message, error);
			case MISSING_VALUE -> refused(Reason.MISSING, message, operation, error);
			case CHECK -> refused(Reason.CHECK, message, operation, error);
			case UNSTORABLE_TEXT -> new InvalidValueException(message, error);
			case INVALID_DATA ->
				writes ? refused(Reason.INVALID, message, operation, error) : new InvalidValueException(message, error);
			case TOO_LONG -> writes ? refused(Reason.TOO_LONG, message, operation, error)
					: new DataRetrievalFailureException(message, error);
			case OUT_OF_RANGE -> writes ? refused(Reason.OUT_OF_RANGE, message, operation, error)
					: new DataRetrievalFailureException(message, error);
			case CALCULATION -> writes ? refused(Reason.INVALID, message, operation, error)
					: new DataRetrievalFailureException(message, error);
			case CANCELLED -> new QueryTimeoutException(message, error);
			case LOCK_NOT_AVAILABLE -> new CannotAcquireLockException(message, error);
			case INVALID_STATEMENT, DENIED, MISSING_TABLE, MISPLACED_WINDOW ->
				(sql != null) ? translateByState(message, sql, error)
						: new InvalidDataAccessResourceUsageException(message, error);
			case READ_ONLY -> new ReadOnlyTransactionException(message, error);
			case ABORTED_TRANSACTION -> new AbortedTransactionException(message, error);
			case TRANSACTION_TIMEOUT -> new QueryTimeoutException(message, error);
			case STALE_STATEMENT, MIXED_UP_STATEMENT -> new TransientDataAccessResourceException(message, error);
			case UNUSABLE_KEY, TOO_MANY_ROWS -> new InvalidDataAccessResourceUsageException(message, error);
			case COLLISION, REPLAY_CONFLICT ->
				(translateByState(message, sql, error) instanceof ConcurrencyFailureException collision) ? collision
						: new PessimisticLockingFailureException(message, error);
			case OTHER -> translateByState(message, sql, error);
		};
	}

	private RefusedValueException refused(Reason reason, String message, @Nullable Operation<?> operation,
			SQLException error) {
		ErrorSubject subject = this.messages.subject(operation, error);
		return new RefusedValueException(message, subject.model(), subject.fields(), reason, error);
	}

	/** Translates the failure of a bulk write, whose row may be known. */
	DataAccessException translateRow(Operation<?> operation, RowFailure failure) {
		RuntimeException cause = switch (failure.cause()) {
			case SQLException error -> translate(alone(operation, failure.index()), error);
			case DataRetrievalFailureException unread -> translateReading(operation, unread);
			case RuntimeException other -> other;
			case Exception other -> new UncategorizedDatabaseException(String.valueOf(other.getMessage()), failure);
		};
		return (failure.index() != RowFailure.UNKNOWN)
				? new RefusedRowException(failure.index(), failure.written(), cause)
				: new IncompleteWriteException(failure.written(), cause);
	}

	/** The write of one row as if it were alone. */
	private static Operation<?> alone(Operation<?> operation, int row) {
		if (row != RowFailure.UNKNOWN && operation instanceof Operation.BulkCreate<?> create) {
			return create.alone(row);
		}
		return (row != RowFailure.UNKNOWN && operation instanceof Operation.BulkUpdate update) ? update.alone(row)
				: operation;
	}

	private DataAccessException translateByState(String message, @Nullable String sql, SQLException error) {
		DataAccessException translated = this.translator.translate(message, sql, error);
		if (sql == null && translated instanceof BadSqlGrammarException) {
			// That would quote the user's SQL, of which there is none
			return new InvalidDataAccessResourceUsageException(message, error);
		}
		return (translated != null) ? translated : new UncategorizedDatabaseException(message, error);
	}

	/**
	 * Names the operation in what says that a row could not be read. A connection that
	 * was lost, or a cancel, on the way is no matter of the row.
	 */
	RuntimeException translateReading(Operation<?> operation, DataRetrievalFailureException failure) {
		if (failure.getCause() instanceof SQLException error
				&& (this.errors.fate(error) == ConnectionFate.LOST || this.errors.kind(error) == ErrorKind.CANCELLED)) {
			return translate(operation, error);
		}
		return (failure instanceof UnreadableRowException unreadable) ? unreadable.in(operation.name()) : failure;
	}

	/**
	 * Translates the failure to get a connection, with what the pool or the driver says.
	 * @param name what it was for
	 */
	DataAccessException translateConnecting(String name, SQLException error) {
		return new CannotGetJdbcConnectionException(noConnection(name, error), error);
	}

	/** Translates the failure of a data source that finds no connection to choose. */
	DataAccessException translateConnecting(String name, IllegalStateException failure) {
		return new CannotGetJdbcConnectionException(noConnection(name, failure), failure);
	}

	private String noConnection(String name, Exception failure) {
		return this.messages.describeConnecting(name) + ": " + failure.getMessage();
	}

	/**
	 * Translates an error of DDL, or of reading the catalog. What the database refuses,
	 * and would refuse again, is an invalid usage; all else may be otherwise next time.
	 */
	static DataAccessException translateDdl(SqlErrors errors, String statement, SQLException error) {
		return translateDdl(errors,
				"The tables could not be made ready: " + errors.message(error) + ", in: " + statement, error,
				errors.kind(error));
	}

	/**
	 * Translates an error of DDL, or of reading the catalog, that was only tried out.
	 */
	static DataAccessException translateTrial(SqlErrors errors, String statement, SQLException error) {
		ErrorKind kind = errors.kind(error);
		String advice = switch (kind) {
			case DENIED -> ABOUT_TRIALS
					+ "let the user make them (grant temporary on database ... to ..., on MariaDB grant"
					+ " create temporary tables on ... to ...) and use the types of columns and their schemas (grant usage on"
					+ " type ... to ..., grant usage on schema ... to ...), or set async-orm.schema.action=none";
			case READ_ONLY ->
				ABOUT_TRIALS + "let the user who compares them connect to a server and a database that can be"
						+ " written, and no standby, or set async-orm.schema.action=none";
			default -> "";
		};
		return translateDdl(errors, "The models could not be compared with the tables: " + errors.message(error)
				+ ", in: " + statement + advice, error, kind);
	}

	private static DataAccessException translateDdl(SqlErrors errors, String message, SQLException error,
			ErrorKind kind) {
		if (errors.fate(error) == ConnectionFate.LOST) {
			return new DataAccessResourceFailureException(message, error);
		}
		return switch (kind) {
			case DENIED, READ_ONLY -> new PermissionDeniedDataAccessException(message, error);
			case CANCELLED, TRANSACTION_TIMEOUT -> new QueryTimeoutException(message, error);
			case LOCK_NOT_AVAILABLE -> new CannotAcquireLockException(message, error);
			case COLLISION, REPLAY_CONFLICT -> new PessimisticLockingFailureException(message, error);
			default -> isShort(error) ? new TransientDataAccessResourceException(message, error)
					: new InvalidDataAccessResourceUsageException(message, error);
		};
	}

	/** Whether the pool has no connection, or the database no resources left. */
	private static boolean isShort(SQLException error) {
		return error instanceof SQLTransientException || String.valueOf(error.getSQLState()).startsWith("53");
	}

	/**
	 * The driver's exception behind one that was translated; null if it came from
	 * elsewhere.
	 */
	static @Nullable SQLException findCause(Throwable failure) {
		return findCause(failure, SQLException.class);
	}

	/** The first of a type among an exception and its causes. */
	static <E extends Throwable> @Nullable E findCause(Throwable failure, Class<E> type) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < 20; depth++) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
			cause = cause.getCause();
		}
		return null;
	}

	/**
	 * Spring's translator by subclass, without the driver's message in its own.
	 */
	private static final class BareSubclassTranslator extends SQLExceptionSubclassTranslator {

		BareSubclassTranslator() {
			setFallbackTranslator(new BareStateTranslator());
		}

		@Override
		protected String buildMessage(String task, @Nullable String sql, SQLException ex) {
			return task;
		}

	}

	/**
	 * Spring's translator by SQLSTATE, without the driver's message in its own.
	 */
	private static final class BareStateTranslator extends SQLStateSQLExceptionTranslator {

		@Override
		protected String buildMessage(String task, @Nullable String sql, SQLException ex) {
			return task;
		}

	}

}
