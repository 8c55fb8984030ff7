package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.Upserted;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

/**
 * Executes the statements that a write consists of, on one connection. A port, which
 * {@code jdbc} implements. Used by one thread.
 *
 * @since 0.1.0
 */
public interface WriteSession {

	/**
	 * Executes an insert, and returns the stored object.
	 * @param foreseen whether it is sure that the stored row can be read, so that it is
	 * not read before the commit, but the statement commits by itself
	 * @throws TransactionOutcomeUnknownException if that was wrong
	 * @throws org.springframework.dao.DataRetrievalFailureException if the database
	 * returns no row
	 */
	<M> M insert(Write.Insert insert, ModelMetadata<M> model, boolean foreseen) throws SQLException;

	/**
	 * Executes an insert that does nothing if its key is taken, if the dialect has such;
	 * null if it is.
	 */
	<M> @Nullable M insertNew(Write.InsertNew insert, ModelMetadata<M> model) throws SQLException;

	/**
	 * Executes an insert of rows that are bound as arrays, which does not ignore
	 * conflicts, and returns the stored objects in the order of the rows. One that sees
	 * to its rows itself commits by itself, as it is sure that they can be read.
	 * @param rows how many there are
	 * @throws TransactionOutcomeUnknownException if that was wrong
	 * @throws RowFailure if the database returns no row, or one that cannot be read
	 */
	<M> List<M> insertMany(Write.InsertMany insert, int rows, ModelMetadata<M> model) throws SQLException;

	/**
	 * Executes an insert of several rows, and returns the stored objects in the order of
	 * the rows.
	 * @throws RowFailure if the database returns no row, or one that cannot be read
	 */
	<M> List<M> insertRows(Write.InsertRows insert, ModelMetadata<M> model) throws SQLException;

	/** Executes an update with RETURNING, if the dialect supports it. */
	<M> List<M> update(Write.Update update, ModelMetadata<M> model) throws SQLException;

	/** Executes an update or a delete; returns the number of rows. */
	long change(Write write) throws SQLException;

	/**
	 * Executes an update of rows that are bound as arrays, and that are numbered.
	 * @return which of the rows were changed, counted from 0
	 */
	BitSet updateMany(Write.UpdateMany update) throws SQLException;

	/**
	 * Executes updates that differ in no more than their values, each of one row, as one
	 * batch of the driver's.
	 * @return which of the rows were changed, counted from 0
	 */
	BitSet updateEach(List<Write.Update> updates) throws SQLException;

	/**
	 * Executes an upsert in one statement, if the dialect has one; null if another
	 * transaction inserted the row first.
	 * @param foreseen as for an insert
	 * @throws TransactionOutcomeUnknownException if that was wrong
	 */
	<M> @Nullable Upserted<M> upsert(Parameterized<WriteTemplate<Write.Upsert>> upsert, ModelMetadata<M> model,
			boolean foreseen) throws SQLException;

	/**
	 * Executes upserts of several rows in one statement.
	 * @param foreseen whether it is sure that the stored rows can be read, so that they
	 * are not read before the commit, but the statement commits by itself
	 * @return what became of each, in order; null if another transaction inserted the row
	 * first, or if it is the same row as that of another
	 * @throws TransactionOutcomeUnknownException if that was wrong
	 */
	<M> List<@Nullable Upserted<M>> upsertMany(Write.UpsertMany upsert, int rows, ModelMetadata<M> model,
			boolean foreseen) throws SQLException;

	/** Reads the only column of a query set. */
	Collection<?> keys(QueryState rows) throws SQLException;

	/** Reads the objects of a query set. */
	<M> List<M> find(QueryState rows, ModelMetadata<M> model) throws SQLException;

	/** How values are extracted from statements, and whose rows these are about. */
	Extraction extraction();

	/** What the database can do, and what its errors mean. */
	Dialect dialect();

	/**
	 * The isolation level of the caller's transaction, one of the constants of
	 * {@link java.sql.Connection}; {@link java.sql.Connection#TRANSACTION_NONE} where
	 * there is none and each statement stands for itself.
	 */
	int callerIsolation() throws SQLException;

	/**
	 * Whether a statement can commit by itself now: no transaction is open, and it is
	 * known of each error whether anything is stored.
	 */
	boolean commitsStatements();

	/** Whether statements run in the caller's transaction. */
	boolean joinsCallerTransaction();

	/** Runs statements in the caller's transaction, or in one of their own. */
	<R> R inTransaction(SqlWork<R> work) throws SQLException;

	/**
	 * Runs statements so that the caller's transaction, if there is one, survives their
	 * failure.
	 */
	<R> R inSavepoint(SqlWork<R> work) throws SQLException;

	/**
	 * Runs statements so that the transaction that is open, whose ever it is, survives
	 * their failure.
	 */
	<R> R surviving(SqlWork<R> work) throws SQLException;

	/**
	 * Runs statements within a transaction so that it survives their failure.
	 */
	<R extends @Nullable Object> R inNestedTransaction(SqlWork<R> work) throws SQLException;

	/**
	 * Runs statements in the caller's transaction, or in one of their own, each of which
	 * sees what was committed before it, while no other holds the lock; it is held until
	 * that transaction has ended. Where transactions are serializable, one that would not
	 * see it is refused, to be run again.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if there are no
	 * locks that hold
	 */
	<R> R inLock(UpsertLock lock, SqlWork<R> work) throws SQLException;

	/**
	 * Runs statements that are free of races by themselves after those of others with the
	 * same lock, where there are locks, so that they collide less.
	 */
	<R> R inTurn(UpsertLock lock, SqlWork<R> work) throws SQLException;

	/** Tells whoever follows locks of a collision after which work is repeated. */
	void collided(SQLException error);

	/**
	 * Keeps others from adding rows that refer to rows of these models, until the
	 * transaction has ended, if a lock of these rows does not do that.
	 */
	void lockReferences(Collection<ModelMetadata<?>> models) throws SQLException;

}
