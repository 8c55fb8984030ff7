package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.SessionLocks;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.LockObserver;
import io.asyncorm.plan.LockTrail;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells who follows locks which session is which, and what the database says of them.
 *
 * @param observer follows them
 * @param locks knows sessions
 */
record LockTrails(LockObserver observer, SessionLocks locks) {

	private static final Log logger = LogFactory.getLog(LockTrails.class);

	/** Null if nobody follows locks, or the database tells nothing of them. */
	static @Nullable LockTrails of(Dialect dialect, @Nullable ExecutionObserver observer) {
		LockObserver locks = (observer != null) ? observer.locks() : null;
		SessionLocks sessions = dialect.sessionLocks();
		return (locks != null && sessions != null) ? new LockTrails(locks, sessions) : null;
	}

	/** What is told of the statements of a session; null if it is not known. */
	@Nullable LockTrail follow(Connection connection) {
		try {
			Integer process = this.locks.process(connection);
			return (process != null) ? this.observer.follow(process) : null;
		}
		catch (SQLException ex) {
			logger.debug("The session of a connection is not known, so that its locks are not followed", ex);
			return null;
		}
	}

	/** The message of an error, and behind it what there is to be said of a deadlock. */
	String explained(String message, SQLException error) {
		String report = tell(error);
		return (report != null) ? message + "\n" + report : message;
	}

	/** Tells of a deadlock; returns what there is to be said of it, null if nothing. */
	@Nullable String tell(SQLException error) {
		List<Integer> processes = this.locks.deadlocked(error);
		return processes.isEmpty() ? null : this.observer.deadlock(processes);
	}

}
