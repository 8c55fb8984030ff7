package io.asyncorm.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;

/**
 * Detects the dialect of a database.
 *
 * @since 0.1.0
 */
public final class Dialects {

	private Dialects() {
	}

	/**
	 * The dialect of the database behind a connection, from the first
	 * {@link DialectProvider} that has one.
	 * @throws UnsupportedDatabaseException if there is none for it
	 */
	public static Dialect of(DatabaseMetaData database) throws SQLException {
		List<DialectProvider> providers = new ArrayList<>(
				SpringFactoriesLoader.forDefaultResourceLocation(ClassUtils.getDefaultClassLoader())
					.load(DialectProvider.class));
		// those of others first, in their order
		providers.sort(Comparator.comparing(StandardDialects.class::isInstance));
		for (DialectProvider provider : providers) {
			Dialect dialect = provider.find(database);
			if (dialect != null) {
				return dialect;
			}
		}
		throw new UnsupportedDatabaseException(database.getDatabaseProductName());
	}

}
