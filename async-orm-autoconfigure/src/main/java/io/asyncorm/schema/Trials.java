package io.asyncorm.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Asks the database what it would take, by statements about temporary tables that are
 * rolled back.
 *
 * @param reader executes them
 */
record Trials(CatalogReader reader) {

	/** What temporary tables are called, with a number behind. */
	static final String TABLE = "async_orm_trial_";

	private static final Log logger = LogFactory.getLog(Trials.class);

	/** Whether the database refuses one of some statements. */
	boolean isRefused(List<String> statements) {
		return attempt(() -> this.reader.tryOut(statements)).isEmpty();
	}

	/**
	 * What comes of trying something out; empty if the database refuses it.
	 * @throws DataAccessException if the database does not answer, or not in time, so
	 * that nobody knows whether it would refuse
	 */
	<T> Optional<T> attempt(Supplier<T> trial) {
		try {
			return Optional.of(trial.get());
		}
		catch (InvalidDataAccessResourceUsageException ex) {
			logger.debug("The database refuses what was only tried out", ex);
			return Optional.empty();
		}
	}

}
