package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.persistence.SqlWork;
import io.asyncorm.plan.CallSite;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The connection of a lane (session), outside of the caller's transaction. It is taken
 * when it is first needed, and returned as it was. Used by the session's thread, but for
 * {@link #current()}.
 */
final class SessionConnection implements OperationConnection {

	private final DataSource dataSource;

	/** What a transaction is bound to that begins on the connection. */
	private final DataSource transactional;

	private final Dialect dialect;

	private final StatementGate gate;

	private final SqlLog log;

	private final TransactionModes modes;

	private CallSite caller = CallSite.none();

	private volatile @Nullable Connection connection;

	private @Nullable HeldTime held;

	private boolean autoCommitBefore;

	private final List<Runnable> whenEnded = new ArrayList<>();

	private boolean inTransaction;

	private @Nullable SelfCommitting selfCommitting;

	/** Whether the transaction is a read-only one, in which rows are read. */
	private boolean reading;

	private boolean broken;

	/**
	 * @param dataSource where it is taken from
	 * @param transactional what a transaction is bound to that begins on it
	 */
	SessionConnection(DataSource dataSource, DataSource transactional, Dialect dialect, StatementGate gate,
			SqlLog log) {
		this.dataSource = dataSource;
		this.transactional = transactional;
		this.dialect = dialect;
		this.gate = gate;
		this.log = log;
		this.modes = new TransactionModes(dialect.transactionSettings(), log);
	}

	/**
	 * Takes a connection if there is none yet, whatever the context of the caller did to
	 * the thread.
	 */
	void take() throws SQLException {
		clearInterrupt();
		if (this.connection != null) {
			return;
		}
		Connection taken = this.log.connecting(() -> this.gate.connect(this.dataSource::getConnection));
		this.connection = taken;
		this.held = this.log.holding();
		this.broken = true;
		this.modes.reset();
		this.autoCommitBefore = taken.getAutoCommit();
		if (!this.autoCommitBefore) {
			taken.setAutoCommit(true);
		}
		this.broken = false;
	}

	/**
	 * Binds the connection, as its pool gives it, to the calling thread, whose next
	 * transaction begins on it.
	 */
	void lend() throws SQLException {
		take();
		Connection lent = jdbc();
		this.broken = true;
		this.modes.restore(lent);
		this.modes.reset();
		TransactionSynchronizationManager.bindResource(this.transactional, new LentConnection(lent, this.dataSource));
		this.held = null; // the transaction measures
		this.broken = false;
	}

	/**
	 * Gives it back to its pool, which undoes what users' code may have set on it, such
	 * as its schema: who comes next must not see that.
	 */
	void takeBack() {
		TransactionSynchronizationManager.unbindResourceIfPossible(this.transactional);
		release();
	}

	@Override
	public Connection jdbc() {
		Connection taken = this.connection;
		if (taken == null) {
			throw new IllegalStateException("No connection was taken");
		}
		return taken;
	}

	/** Sets the line of the user's code at which the next operation was called. */
	void callFrom(CallSite caller) {
		this.caller = caller;
	}

	@Override
	public CallSite caller() {
		return this.caller;
	}

	@Override
	public @Nullable HeldTime held() {
		return this.held;
	}

	/** The connection, if there is one; for other threads. */
	@Nullable Connection current() {
		return this.connection;
	}

	@Override
	public boolean joinsCallerTransaction() {
		return false;
	}

	@Override
	public <R extends @Nullable Object> R executing(Statement statement, SqlWork<R> execution) throws SQLException {
		clearInterrupt();
		try {
			SelfCommitting own = this.selfCommitting;
			return (own != null) ? this.gate.execute(statement, true, own.sending(execution))
					: this.gate.execute(statement, false, execution);
		}
		catch (SQLException ex) {
			throw this.inTransaction ? ex : ofCommit(ex);
		}
	}

	@Override
	public <R> R committing(SelfCommitting statement, SqlWork<R> work) throws SQLException {
		this.selfCommitting = statement;
		try {
			return work.run();
		}
		finally {
			this.selfCommitting = null;
		}
	}

	/** What failed would have committed: whether it did may be unknown. */
	private SQLException ofCommit(SQLException error) {
		return UnansweredCommit.isBehind(error, this.dialect.errors(), jdbc()) ? new UnansweredCommit(error) : error;
	}

	@Override
	public <R> R awaiting(SqlWork<R> wait) throws SQLException {
		return this.gate.await(wait);
	}

	@Override
	public void answered(long changed) {
		// what fails is rolled back whole, and without a transaction nothing can be
	}

	@Override
	public boolean isInTransaction() {
		return this.inTransaction;
	}

	@Override
	public <R extends @Nullable Object> R inTransaction(SqlWork<R> work) throws SQLException {
		return this.inTransaction ? work.run() : committed(() -> this.modes.beginReadCommitted(jdbc()), work);
	}

	@Override
	public <R extends @Nullable Object> R inSerializable(SqlWork<R> work) throws SQLException {
		return this.inTransaction ? work.run() : committed(() -> this.modes.beginSerializable(jdbc()), work);
	}

	/**
	 * PostgreSQL's driver sends BEGIN together with the statement, so that only the
	 * commit is one more round trip.
	 */
	@Override
	public <R extends @Nullable Object> R writing(SqlWork<R> work) throws SQLException {
		return this.inTransaction ? work.run() : committed(this::beginWriting, work);
	}

	private void beginWriting() throws SQLException {
		String begin = this.dialect.beginTransaction();
		if (begin != null) {
			StatementRunner.execute(this.log, "transaction", jdbc(), begin);
		}
		else {
			jdbc().setAutoCommit(false);
		}
	}

	private <R extends @Nullable Object> R committed(Step begin, SqlWork<R> work) throws SQLException {
		Connection connection = jdbc();
		this.inTransaction = true;
		boolean committed = false;
		unlocked();
		try {
			begin.run();
			R result = work.run();
			commit(connection);
			committed = true;
			return result;
		}
		finally {
			this.inTransaction = false;
			end(connection, committed);
			unlocked();
			this.whenEnded.forEach(Runnable::run);
			this.whenEnded.clear();
		}
	}

	private void unlocked() {
		if (this.held != null) {
			this.held.unlocked();
		}
	}

	private void commit(Connection connection) throws SQLException {
		clearInterrupt();
		this.gate.beginCommit();
		if (this.held != null) {
			this.held.committing();
		}
		try {
			ending(() -> Connections.commit(connection));
		}
		catch (RuntimeException ex) {
			throw new UnansweredCommit(DriverFailure.of(null, ex));
		}
		catch (SQLException ex) {
			throw ofCommit(ex);
		}
	}

	/** Ends a transaction, which takes the time of the database: it is not idle. */
	private void ending(Step step) throws SQLException {
		HeldTime measured = this.held;
		if (measured == null) {
			step.run();
			return;
		}
		measured.beginEnd();
		try {
			step.run();
		}
		finally {
			measured.end();
		}
	}

	@Override
	public boolean whenEnded(Runnable action) {
		return this.inTransaction && this.whenEnded.add(action);
	}

	/**
	 * Begins a transaction in which rows are read chunk by chunk. If that fails, the
	 * connection is not used again: its state is unknown.
	 */
	void beginReading() throws SQLException {
		Connection connection = jdbc();
		this.broken = true;
		execute(connection, this.dialect.lazyRows(true));
		this.modes.beginReadOnly(connection);
		this.inTransaction = true;
		this.reading = true;
		this.broken = false;
	}

	/** Ends that transaction, if it has begun. */
	void endReading(boolean commit) {
		Connection connection = this.connection;
		if (!this.inTransaction || connection == null) {
			return;
		}
		this.inTransaction = false;
		this.reading = false;
		try {
			if (commit) {
				ending(connection::commit);
			}
			end(connection, commit);
			this.modes.endReadOnly(connection);
			execute(connection, this.dialect.lazyRows(false));
		}
		catch (SQLException ex) {
			this.broken = true;
		}
	}

	private void execute(Connection connection, @Nullable String sql) throws SQLException {
		if (sql != null) {
			StatementRunner.execute(this.log, "session", connection, sql);
		}
	}

	/**
	 * What failed is thrown already: a rollback that fails too only costs the connection.
	 */
	private void end(Connection connection, boolean committed) {
		clearInterrupt();
		try {
			if (!committed) {
				ending(connection::rollback);
			}
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			this.broken = true;
		}
	}

	/**
	 * Forgets an interrupt that the code of a user left behind, such as a constructor or
	 * a converter: the socket of an interrupted virtual thread would close itself, and
	 * fail the next caller.
	 */
	private static void clearInterrupt() {
		Thread.interrupted();
	}

	/** Marks the connection as one that must not be used again. */
	void markBroken() {
		this.broken = true;
	}

	/** Whether an error says that the connection is lost. */
	boolean isBrokenBy(SQLException error) {
		Connection taken = this.connection;
		return taken != null && Connections.isBrokenBy(this.dialect.errors().fate(error), taken);
	}

	/**
	 * Whether an error says that its server takes no writes, as a former primary does,
	 * though neither the pool nor the operation asked for that. A replica never took any.
	 */
	boolean isReadOnlyServer(SQLException error) {
		Connection taken = this.connection;
		return taken != null && !this.reading && this.dataSource == this.transactional
				&& this.dialect.errors().kind(error) == ErrorKind.READ_ONLY && !Connections.isReadOnly(taken);
	}

	boolean isTaken() {
		return this.connection != null;
	}

	boolean isBroken() {
		return this.broken;
	}

	/** Returns the connection, or discards it if its state is unknown. */
	void release() {
		Connection released = this.connection;
		if (released == null) {
			return;
		}
		this.connection = null;
		if (this.held != null) {
			this.held.released();
			this.held = null;
		}
		this.inTransaction = false;
		this.reading = false;
		clearInterrupt();
		if (!this.broken) {
			restore(released);
		}
		if (this.broken) {
			Connections.evict(this.dataSource, released);
		}
		else {
			Connections.close(released);
		}
	}

	private void restore(Connection released) {
		try {
			if (!this.autoCommitBefore) {
				released.setAutoCommit(false);
			}
			this.modes.restore(released);
		}
		catch (SQLException ex) {
			this.broken = true;
		}
	}

	/** Begins or ends a transaction. */
	@FunctionalInterface
	private interface Step {

		void run() throws SQLException;

	}

}
