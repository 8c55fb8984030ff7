package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a database tells of the locks for which its sessions wait. Immutable and safe for
 * use by several threads.
 *
 * @since 0.1.0
 */
public interface SessionLocks {

	/** Separates the parts of an {@link #activity}. */
	char SEPARATOR = '\u001f';

	/**
	 * The number of a session, as its driver knows it without asking; null if the
	 * connection is not one of this database. Behind a pooler it may be another one than
	 * the database's.
	 */
	@Nullable Integer process(Connection connection) throws SQLException;

	/**
	 * The sessions that waited for each other, that of the failed transaction first;
	 * empty if the error is no deadlock, or does not tell them.
	 */
	List<Integer> deadlocked(SQLException error);

	/**
	 * The query that tells what some sessions do, a text for each: its number, its state,
	 * microseconds since its last statement has begun, the name of its application and
	 * the text of that statement. Its state is empty if it may not be seen.
	 */
	String activity(Collection<Integer> processes);

	/**
	 * The query that tells, in the same form, what those sessions do that have a lock for
	 * which one waits; none if it does not wait.
	 */
	String blocking(int process);

}
