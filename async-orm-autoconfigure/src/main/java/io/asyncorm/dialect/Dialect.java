package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * All that is particular to one database: how it writes what the SQL grammar says, what
 * its errors mean, how it locks, and in which form it takes values. What is not
 * overridden is as on PostgreSQL. Immutable and safe for use by several threads.
 * <p>
 * A dialect is found by a {@link DialectProvider}, or is a bean.
 *
 * @since 0.1.0
 */
public interface Dialect {

	/** The name of the database, for messages. */
	String name();

	/** What was found out about the engine that speaks it. */
	default EngineFacts facts() {
		return EngineFacts.of(name());
	}

	/**
	 * Finds out which engine speaks it, and what that can do; null if there is but one.
	 */
	default @Nullable EngineDetection engineDetection() {
		return null;
	}

	/**
	 * The dialect for an engine of which something is known; the same where there is but
	 * one.
	 */
	default Dialect with(EngineSettings known) {
		return this;
	}

	/**
	 * Renders a statement, most likely with an {@link SqlRenderer}.
	 * @throws IllegalArgumentException if this database has no such statement, which its
	 * {@link #capabilities()} tell beforehand, or if a name in it cannot be a name
	 */
	RenderedSql render(SqlStatement statement);

	/**
	 * Quotes a name so that it is only ever a name, with its case kept.
	 * @throws IllegalArgumentException if it is empty or holds a NUL character
	 */
	default String quote(String identifier) {
		return Identifiers.quote(identifier);
	}

	/** Quotes the name of a table or sequence, with its schema if it has one. */
	default String quote(TableName name) {
		return (name.schema().isEmpty() ? "" : quote(name.schema()) + ".") + quote(name.name());
	}

	/** How tables are made and dropped. */
	default TableSpelling tables() {
		return TableSpelling.POSTGRESQL;
	}

	/** How its catalog tells which columns there are. */
	default Catalog catalog() {
		return Catalog.POSTGRESQL;
	}

	/**
	 * The type of a column, as DDL and casts name it.
	 * @param type the type
	 * @param length number of characters or bytes at most; 0 for no limit
	 * @param precision number of digits of an exact number; 0 for no limit
	 * @param scale how many of these digits are behind the point; counts only with a
	 * precision
	 */
	default String columnType(SqlType type, int length, int precision, int scale) {
		return PostgresTypes.columnType(type, length, precision, scale);
	}

	/**
	 * A type that PostgreSQL has and hardly any other database, such as {@code text[]} or
	 * {@code tsvector}; null if this one has none of these.
	 */
	default @Nullable String ownType(String type) {
		return type;
	}

	/** The type without limits. */
	default String columnType(SqlType type) {
		return columnType(type, 0, 0, 0);
	}

	/**
	 * The type that stands in for one that the database does not have: points in time may
	 * be stored as dates and times in UTC, and durations as numbers of microseconds.
	 */
	default SqlType storedType(SqlType type) {
		return type;
	}

	/** The form in which a value of a type is bound. */
	default BindForm bindForm(SqlType type) {
		return (type == SqlType.DURATION || type == SqlType.JSON) ? BindForm.TEXT : BindForm.OBJECT;
	}

	/**
	 * What a driver takes for a value of a type that only this database has; the type is
	 * left to the server where the driver cannot say it.
	 */
	default Object ofOwnType(String type, String text) {
		return text;
	}

	/** Whether dates and times may be before the year 1 and after the year 9999. */
	default boolean hasDistantTimes() {
		return true;
	}

	/** Whether floating-point numbers may be infinite, or no numbers (NaN). */
	default boolean hasNotFiniteNumbers() {
		return true;
	}

	/** Whether the greatest and the least of all times stand for infinity. */
	default boolean hasInfiniteTimes() {
		return true;
	}

	/** The most parameters that a statement may have. */
	default int statementParameters() {
		return 65_535;
	}

	/** The most values that are bound as one parameter. */
	default int arrayElements() {
		return Integer.MAX_VALUE;
	}

	/**
	 * How many values of {@code in} are bound as one parameter at most. More are divided
	 * into several ones, all with this number.
	 */
	default int comparedElements() {
		return Integer.MAX_VALUE;
	}

	/** The form in which many values of a type are bound as one parameter. */
	default ArrayForm arrayForm(SqlType elementType) {
		return new ArrayForm.JdbcArray(PostgresTypes.elementType(elementType));
	}

	/**
	 * The words of EXPLAIN, before the statement whose plan is wanted.
	 * @param options what the plan is to show, as PostgreSQL writes it
	 * @throws UnsupportedFeatureException if this database has no such option
	 */
	default String explain(List<String> options) {
		return options.isEmpty() ? "EXPLAIN " : "EXPLAIN (" + String.join(", ", options) + ") ";
	}

	/** What it writes when a statement is explained without options. */
	default PlanText planText() {
		return PlanText.COSTS;
	}

	/**
	 * The statement by which a session fetches rows on demand (a cursor), or stops doing
	 * so; null if a fetch size does that alone. It ends a transaction.
	 */
	default @Nullable String lazyRows(boolean lazy) {
		return null;
	}

	/**
	 * Cancels a statement on the server. Called by another thread than the one that
	 * executes it.
	 */
	default void cancel(Statement statement) throws SQLException {
		statement.cancel();
	}

	/**
	 * Breaks a connection from this side, whatever is under way there, and without
	 * waiting for a server that may not answer.
	 */
	default void breakOff(Connection connection) throws SQLException {
		connection.abort(Runnable::run);
	}

	/**
	 * The statement by which a session forgets its prepared statements, when one is older
	 * than a change of its tables; null if the driver sees to that.
	 */
	default @Nullable String forgetStatements() {
		return null;
	}

	/**
	 * How far the transaction of a connection is. A database in which a statement that
	 * failed aborts its transaction must be able to tell, as such a transaction would
	 * seem to be committed.
	 */
	default TransactionState transactionState(Connection connection) throws SQLException {
		return TransactionState.UNKNOWN;
	}

	/** Whether a statement that failed aborts the transaction that it is part of. */
	default boolean abortsTransactions() {
		return true;
	}

	/** Interprets its errors. */
	default SqlErrors errors() {
		return SqlErrors.POSTGRESQL;
	}

	/**
	 * Whether the driver counts changed rows as {@code long}, as JDBC has it since 4.2.
	 */
	default boolean largeUpdates() {
		return true;
	}

	/**
	 * Whether a connection can do something else while rows of a statement are still to
	 * be fetched; otherwise, all rows are fetched at once where it may have to.
	 */
	default boolean severalCursors() {
		return true;
	}

	/**
	 * Whether what an INSERT of several rows returns comes in the order of the rows;
	 * otherwise, keys tell which one is which.
	 */
	default boolean returnsInOrder() {
		return true;
	}

	/** Whether a column that generates numbers does so in place of 0, too. */
	default boolean generatesForZero() {
		return false;
	}

	/**
	 * Whether a new row locks those that it refers to against being deleted, until its
	 * transaction has ended.
	 */
	default boolean lockingReferences() {
		return true;
	}

	/** How a numbered lock is held until a transaction has ended. */
	default NumberedLocks locks() {
		return new NumberedLocks.OfProcess();
	}

	/** What keeps those apart who make tables. */
	default NumberedLocks schemaLocks() {
		return locks();
	}

	/**
	 * The statement that begins a transaction in a session that commits each statement
	 * otherwise, where switching that off and on would be a round trip each; null if the
	 * driver begins it together with the first statement.
	 */
	default @Nullable String beginTransaction() {
		return null;
	}

	/**
	 * How servers tell how far a replica is; null if they do not.
	 */
	default @Nullable ReplayPositions replayPositions() {
		return null;
	}

	/**
	 * A query that says how many milliseconds ago its session began, where the server
	 * takes no writes, and null where it does; null if there is none.
	 */
	default @Nullable String readOnlyQuery() {
		return null;
	}

	/**
	 * The driver's own behind a connection of a pool, which stays the same; that itself
	 * if it is not known.
	 */
	default Connection driverConnection(Connection connection) throws SQLException {
		return connection;
	}

	/** How a transaction gets an isolation level and an access mode of its own. */
	default TransactionSettings transactionSettings() {
		return new TransactionSettings.OfTransaction(beginTransaction());
	}

	/** How transactions see one moment, and several the same. */
	default SharedSnapshots sharedSnapshots() {
		return SharedSnapshots.NONE;
	}

	/** How it takes many rows faster than by INSERT; null if it does not. */
	default @Nullable RowCopy rowCopy() {
		return null;
	}

	/**
	 * Whether the driver can let the database parse a statement on a connection without
	 * executing it.
	 */
	default boolean parsesAlone(Connection connection) throws SQLException {
		return true;
	}

	/**
	 * Finds out whether a pooler stands between driver and server; null if none is known
	 * that gives transactions other sessions.
	 */
	default @Nullable PoolerDetection poolerDetection() {
		return null;
	}

	/**
	 * What it tells of the locks for which its sessions wait; null if nothing.
	 */
	default @Nullable SessionLocks sessionLocks() {
		return null;
	}

	/** What this database can do. */
	Capabilities capabilities();

	/** The form in which a value is bound. */
	enum BindForm {

		/** As the Java object that JDBC defines for the type. */
		OBJECT,
		/** As text, which the rendered statement casts to the type. */
		TEXT

	}

	/**
	 * The capabilities of a database that others do not have.
	 *
	 * @param upserts how a row is found, or else inserted
	 * @param returningUpdates whether UPDATE has RETURNING, as INSERT must have
	 * @param deferrableConstraints whether a constraint can be checked at the end of the
	 * transaction
	 * @param untypedText whether text that is bound without a type becomes what the
	 * statement needs in its place
	 * @param collidingInserts whether an insert that finds its key taken does not lock
	 * the row of that key, so that transactions in which this happens do not stand in
	 * each other's way
	 * @param boundRows whether INSERT, UPDATE and selects for each of several rows of
	 * values (LATERAL) take rows that are bound as arrays, one for each column, and
	 * numbered
	 * @param duplicateKeyUpdates whether INSERT has ON DUPLICATE KEY UPDATE
	 */
	record Capabilities(UpsertForm upserts, boolean returningUpdates, boolean deferrableConstraints,
			boolean untypedText, boolean collidingInserts, boolean boundRows, boolean duplicateKeyUpdates) {

	}

}
