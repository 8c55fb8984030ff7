package io.asyncorm.autoconfigure.check;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.autoconfigure.Database;
import io.asyncorm.autoconfigure.Databases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Lets the databases parse what every declared method of every repository would send, as
 * soon as all beans are there, and so after migrations and whatever else makes tables.
 * Nothing is executed, and no row is read.
 *
 * @since 0.1.0
 */
public final class QueryCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(QueryCheck.class);

	private final Databases databases;

	/**
	 * @param databases whose repositories are checked
	 */
	public QueryCheck(Databases databases) {
		this.databases = databases;
	}

	/**
	 * Checks all.
	 * @throws QueryCheckException with every fault
	 */
	@Override
	public void afterSingletonsInstantiated() {
		List<QueryFault> faults = new ArrayList<>();
		for (Database database : this.databases.all()) {
			faults.addAll(database.assembly().atStartup(() -> faults(database)));
		}
		if (!faults.isEmpty()) {
			throw new QueryCheckException(faults);
		}
	}

	/** Where nobody is acting, a routing may give no connection. */
	private static List<QueryFault> faults(Database database) {
		try {
			return parse(database);
		}
		catch (RuntimeException ex) {
			if (database.assembly().routing() == null) {
				throw ex;
			}
			logger.warn("Queries against '{}' are not checked, as its OperationRouting gives no connection when the"
					+ " application starts; give it a startupKey()", database.name(), ex);
			return List.of();
		}
	}

	private static List<QueryFault> parse(Database database) {
		long start = System.nanoTime();
		DescribedQueries queries = DescribedQueries.of(database);
		if (queries.areUnparsed()) {
			logger.warn("Queries against '{}' are not checked: its driver cannot let the database parse a statement"
					+ " without executing it, as with preferQueryMode=simple", database.name());
			return List.of();
		}
		List<QueryFault> faults = queries.faults();
		if (logger.isInfoEnabled()) {
			logger.info("Checked {} queries against '{}' in {} ms{}", queries.size(), database.name(),
					(System.nanoTime() - start) / 1_000_000, notChecked(queries.unknown()));
		}
		return faults;
	}

	private static String notChecked(List<String> unknown) {
		return unknown.isEmpty() ? ""
				: "; not checked, as their statements depend on their arguments: " + String.join(", ", unknown);
	}

}
