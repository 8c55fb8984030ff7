package io.asyncorm.persistence;

import java.sql.Connection;
import java.sql.SQLException;

import io.asyncorm.dialect.ErrorKind;

/**
 * Repeats work that collided with that of other transactions, by a deadlock or because it
 * could not be serialized. Outside of the caller's transaction the database has undone
 * such work as a whole; within it, that is the caller's to repeat.
 */
final class Collisions {

	/** How often work may collide: each time another transaction got its way. */
	private static final int MOST = 100;

	private Collisions() {
	}

	/**
	 * Runs work, and repeats it as long as it collides.
	 * @param again what is repeated: work that takes its turn where many would collide
	 * with each other again and again
	 */
	static <R> R repeated(SqlWork<R> work, SqlWork<R> again, WriteSession session) throws SQLException {
		SqlWork<R> next = work;
		for (int collisions = 1;; collisions++) {
			try {
				return next.run();
			}
			catch (SQLException ex) {
				if (session.dialect().errors().kind(ex) != ErrorKind.COLLISION
						|| session.callerIsolation() != Connection.TRANSACTION_NONE || collisions == MOST) {
					throw ex;
				}
				session.collided(ex);
			}
			next = again;
		}
	}

}
