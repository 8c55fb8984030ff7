package io.asyncorm.schema;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;

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
		try {
			this.reader.tryOut(statements);
			return false;
		}
		catch (DataAccessException ex) {
			logger.debug("The database refuses what was only tried out", ex);
			return true;
		}
	}

}
