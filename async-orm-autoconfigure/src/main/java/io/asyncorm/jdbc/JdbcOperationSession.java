package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.asyncorm.persistence.SqlWork;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.RunningOperation;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Runs operations outside of any transaction, on a connection that it keeps from one to
 * the next. Used by one thread.
 */
final class JdbcOperationSession implements OperationSession {

	private static final int MOST_COLLISIONS = 10;

	/** Nanoseconds before the last repetition; half of them before the one before it. */
	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

	private final OperationRunner operations;

	private final ErrorTranslation errors;

	private final FormerPrimary former;

	private final StatementGate gate;

	private final SessionConnection connection;

	private final Supplier<@Nullable Connection> current;

	/**
	 * @param dataSource where connections are taken from
	 * @param transactional what a transaction is bound to that begins on one of them
	 */
	JdbcOperationSession(DataSource dataSource, DataSource transactional, OperationRunner operations,
			ErrorTranslation errors, FormerPrimary former) {
		this.operations = operations;
		this.errors = errors;
		this.former = former;
		this.gate = new StatementGate(operations.dialect());
		this.connection = new SessionConnection(dataSource, transactional, operations.dialect(), this.gate,
				operations.log());
		this.current = this.connection::current;
	}

	@Override
	public <R> R execute(Operation<R> operation, CallSite caller) {
		SqlWork<R> work = () -> this.operations.execute(operation, this.connection);
		this.gate.open();
		try {
			return repeated(operation, () -> run(operation, caller, work), () -> true);
		}
		finally {
			end();
		}
	}

	/**
	 * What is stale or has collided has changed nothing, so that all of it can be
	 * repeated; it stays the same operation, which a stop ends.
	 * @param undone undoes what is left of an attempt that failed; false if it cannot be
	 */
	private <R extends @Nullable Object> R repeated(Operation<?> operation, Supplier<R> attempt,
			BooleanSupplier undone) {
		boolean forgotten = false;
		int collisions = 0;
		while (true) {
			try {
				return attempt.get();
			}
			catch (DataAccessException ex) {
				if (!undone.getAsBoolean()) {
					throw ex;
				}
				if (!forgotten && forgetStale(ex)) {
					forgotten = true;
				}
				else if (collisions < this.operations.repetitions(operation, ex, MOST_COLLISIONS)) {
					collisions++;
					pause(collisions);
				}
				else {
					throw ex;
				}
			}
		}
	}

	/** Those who collided must not meet again at once. */
	private static void pause(int collisions) {
		long longest = LONGEST_PAUSE >> (MOST_COLLISIONS - collisions);
		LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest) + 1);
	}

	/**
	 * HikariCP closes the connection with an error of this kind: the next knows nothing.
	 */
	private boolean forgetStale(DataAccessException failure) {
		return this.operations.isStale(failure)
				&& (!this.connection.isTaken() || this.operations.forgetStatements(this.connection.jdbc()));
	}

	@Override
	public <R> OperationCursor<R> open(Operation.Rows<R> operation, int chunkSize, CallSite caller) {
		return new SessionCursor<>(operation, chunkSize, caller);
	}

	private <R extends @Nullable Object> R run(Operation<?> operation, CallSite caller, SqlWork<R> work) {
		this.connection.callFrom(caller);
		boolean doubtful = true;
		try {
			connect(operation.name(), this::take);
			R result = this.operations.translating(operation, work);
			doubtful = false;
			return result;
		}
		catch (RuntimeException ex) {
			SQLException cause = ErrorTranslation.findCause(ex);
			doubtful = cause != null && isSpoiltBy(cause);
			throw ex;
		}
		finally {
			discardIf(doubtful);
		}
	}

	private boolean isSpoiltBy(SQLException error) {
		if (this.connection.isReadOnlyServer(error)) {
			return this.former.found();
		}
		return this.connection.isBrokenBy(error);
	}

	/** None that leads to a former primary, as far as that is known. */
	private void take() throws SQLException {
		boolean held = this.connection.isTaken();
		this.connection.take();
		while (!held
				&& this.former.isBehind(this.connection.jdbc(), this.operations.dialect(), this.operations.log())) {
			this.connection.markBroken();
			this.connection.release();
			this.connection.take();
		}
	}

	private void connect(String name, Connecting connecting) {
		try {
			connecting.connect();
		}
		catch (SQLException ex) {
			throw this.errors.translateConnecting(name, ex);
		}
		catch (IllegalStateException ex) {
			// as Spring's routers throw for a key that they do not know
			throw this.errors.translateConnecting(name, ex);
		}
		catch (RuntimeException ex) {
			throw DriverFailure.isUnmeant(ex) ? this.errors.translateConnecting(name, DriverFailure.of(null, ex)) : ex;
		}
	}

	@Override
	public RunningOperation running() {
		return GatedOperation.of(this.gate, this.current);
	}

	@Override
	public <T> T lend(String name, Supplier<T> beginning) {
		this.gate.open();
		boolean sound = false;
		try {
			connect(name, () -> {
				take();
				this.connection.lend();
			});
			T begun = beginning.get();
			sound = true;
			return begun;
		}
		finally {
			if (this.gate.close() | !sound) {
				this.connection.markBroken();
			}
			if (!sound) {
				this.connection.takeBack();
			}
		}
	}

	@Override
	public void takeBack(boolean ended) {
		this.gate.open();
		try {
			if (!ended) {
				this.connection.markBroken();
			}
			this.connection.takeBack();
		}
		finally {
			this.gate.close();
		}
	}

	/** What it takes to give the connection back can be ended, too. */
	@Override
	public void release() {
		this.gate.open();
		try {
			this.connection.release();
		}
		finally {
			this.gate.close();
		}
	}

	/** Ends an operation, and discards a connection that is broken. */
	private void end() {
		discardIf(this.gate.close());
	}

	private void discardIf(boolean doubtful) {
		if (doubtful) {
			this.connection.markBroken();
		}
		if (this.connection.isBroken()) {
			this.connection.release();
		}
	}

	/** What gets a connection, unless there is one. */
	@FunctionalInterface
	private interface Connecting {

		void connect() throws SQLException;

	}

	/**
	 * Reads in a transaction of its own, which begins with the first chunk.
	 */
	private final class SessionCursor<R> implements OperationCursor<R> {

		private final Operation.Rows<R> operation;

		private final int chunkSize;

		private final CallSite caller;

		private @Nullable OpenRows<R> rows;

		/** Whether somebody has rows of it, and it cannot begin again. */
		private boolean delivered;

		private boolean ended;

		SessionCursor(Operation.Rows<R> operation, int chunkSize, CallSite caller) {
			this.operation = operation;
			this.chunkSize = chunkSize;
			this.caller = caller;
		}

		@Override
		public @Nullable R next() {
			JdbcOperationSession.this.gate.open();
			try {
				if (this.ended || JdbcOperationSession.this.operations.isEmpty(this.operation)) {
					return null;
				}
				R chunk = JdbcOperationSession.this.<@Nullable R>repeated(this.operation, this::run, this::beginAgain);
				this.delivered = true;
				if (chunk == null) {
					endTransaction(true);
				}
				return chunk;
			}
			finally {
				JdbcOperationSession.this.end();
			}
		}

		private boolean beginAgain() {
			if (this.delivered) {
				return false;
			}
			if (this.rows != null) {
				close(this.rows);
				this.rows = null;
			}
			JdbcOperationSession.this.connection.endReading(false);
			return true;
		}

		private @Nullable R run() {
			return JdbcOperationSession.this.<@Nullable R>run(this.operation, this.caller, this::read);
		}

		private @Nullable R read() throws SQLException {
			OperationRunner operations = JdbcOperationSession.this.operations;
			SessionConnection connection = JdbcOperationSession.this.connection;
			if (this.rows == null) {
				connection.beginReading();
				this.rows = operations.open(this.operation, connection, this.chunkSize);
			}
			return this.rows.next(connection);
		}

		@Override
		public boolean isOpen() {
			return !this.ended;
		}

		@Override
		public void close() {
			if (!this.ended) {
				JdbcOperationSession.this.gate.open();
				try {
					endTransaction(false);
				}
				finally {
					JdbcOperationSession.this.end();
				}
			}
		}

		/** A connection that is gone has closed them, and its pool wants none back. */
		private void close(OpenRows<R> rows) {
			if (JdbcOperationSession.this.connection.isTaken()) {
				rows.close();
			}
			else {
				rows.end();
			}
		}

		private void endTransaction(boolean commit) {
			this.ended = true;
			if (this.rows != null) {
				close(this.rows);
			}
			JdbcOperationSession.this.connection.endReading(commit);
		}

	}

}
