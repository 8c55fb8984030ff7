package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.asyncorm.persistence.SqlWork;
import io.asyncorm.plan.CallSite;
import org.jspecify.annotations.Nullable;

/**
 * The connection that an operation works on: a session's own, or that of the caller's
 * transaction. Every statement is executed through it, so that it can be cancelled. Used
 * by one thread.
 */
interface OperationConnection {

	/** The connection, which only statements of the current operation may use. */
	Connection jdbc();

	/** The line of the user's code at which the current operation was called. */
	CallSite caller();

	/** Measures how long it is held; null if nobody wants to know. */
	@Nullable HeldTime held();

	/** Whether it is in the caller's transaction, which others end. */
	boolean joinsCallerTransaction();

	/** Whether a transaction is open, the caller's or a short one of our own. */
	boolean isInTransaction();

	/**
	 * Runs work in one transaction: a short one of our own, the caller's, or the one that
	 * is open already. Outside of the caller's it is READ COMMITTED.
	 */
	<R extends @Nullable Object> R inTransaction(SqlWork<R> work) throws SQLException;

	/** The same, but SERIALIZABLE outside of the caller's transaction. */
	<R extends @Nullable Object> R inSerializable(SqlWork<R> work) throws SQLException;

	/**
	 * Runs a statement that writes, and commits only when all that it returns was read:
	 * if anything fails or is cancelled before, nothing is written. Outside of any
	 * transaction that takes one of its own, at the level of the session: a statement
	 * that commits by itself may have done so already when it is cancelled, and nobody
	 * would know.
	 */
	<R extends @Nullable Object> R writing(SqlWork<R> work) throws SQLException;

	/**
	 * Runs a statement that commits by itself, as no transaction is open. From when it is
	 * sent, a stop comes too late, as in a commit.
	 * @param statement hears when it is sent
	 */
	<R> R committing(SelfCommitting statement, SqlWork<R> work) throws SQLException;

	/**
	 * Executes a statement; until it returns, it can be cancelled. It is followed by
	 * {@link #answered}.
	 */
	<R extends @Nullable Object> R executing(Statement statement, SqlWork<R> execution) throws SQLException;

	/**
	 * Waits for what others of this process hold; until it returns, it can be cancelled,
	 * on any kind of thread.
	 */
	<R> R awaiting(SqlWork<R> wait) throws SQLException;

	/**
	 * The last statement is done: all that it returned, or what is wanted of it for now,
	 * was read.
	 * @param changed how many rows it changed
	 */
	void answered(long changed);

	/**
	 * Runs something when the present transaction has ended.
	 * @return whether there is one that tells of its end
	 */
	boolean whenEnded(Runnable action);

}
