package io.asyncorm.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.model.ModelField;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Finds out which unique keys the database can use in {@code ON CONFLICT}. A key that is
 * declared may be partial or deferrable in the database, or not there. That is found out
 * by the first insert; within a caller's transaction, statements have a savepoint until
 * then. One that inserts nothing tells only that the key is there: whether it is
 * deferrable is seen by who inserts. Safe for use by several threads.
 */
final class UsableKeys {

	private static final Log logger = LogFactory.getLog(UsableKeys.class);

	/** Whether the database can use a unique key; only those that were tried. */
	private final Map<List<ModelField>, Boolean> usable = new ConcurrentHashMap<>();

	boolean isUnusable(List<ModelField> key) {
		return Boolean.FALSE.equals(this.usable.get(key));
	}

	/**
	 * Runs a statement that uses a key, or what stands in for it if the database has no
	 * such key.
	 * @param inserted whether the statement has inserted a row, by its result
	 */
	<R> R execute(List<ModelField> key, WriteSession session, SqlWork<R> using, Predicate<R> inserted,
			SqlWork<R> otherwise) throws SQLException {
		if (isUnusable(key)) {
			return otherwise.run();
		}
		boolean alone = session.callerIsolation() == Connection.TRANSACTION_NONE;
		try {
			if (alone || this.usable.containsKey(key)) {
				return using.run();
			}
			R result = session.inSavepoint(using);
			if (inserted.test(result) || !mayBeDeferrable(key)) {
				this.usable.put(key, true);
			}
			return result;
		}
		catch (SQLException ex) {
			if (session.dialect().errors().kind(ex) != ErrorKind.UNUSABLE_KEY) {
				throw ex;
			}
			boolean recovered = alone || !this.usable.containsKey(key);
			this.usable.put(key, false);
			ModelField first = key.get(0);
			logger.warn("The database has no unique key over " + key + " that an upsert in one statement can use: it is"
					+ " partial, deferrable, or missing. Such upserts wait for each other under a lock instead, of which"
					+ " other programs know nothing. Create a plain unique index over "
					+ key.stream().map(ModelField::column).toList() + " of '" + first.model().table()
					+ "', and start the application again: until then it goes on with the lock");
			if (!recovered) {
				throw ex;
			}
			return otherwise.run();
		}
	}

	private static boolean mayBeDeferrable(List<ModelField> key) {
		return key.stream().map(ModelField::stored).anyMatch((stored) -> stored == null || stored.deferrable());
	}

}
