package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.dialect.Catalog;
import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.schema.CatalogReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of the database behind a {@code DataSource}, by one query. Safe for
 * use by several threads.
 *
 * @since 0.1.0
 */
public final class JdbcCatalogReader implements CatalogReader {

	private static final Log logger = LogFactory.getLog(JdbcCatalogReader.class);

	private final DataSource dataSource;

	private final Catalog catalog;

	private final SqlLog log;

	/**
	 * @param slow from when on a statement is slow; null if none is
	 */
	public JdbcCatalogReader(DataSource dataSource, Dialect dialect, @Nullable Duration slow) {
		this.dataSource = dataSource;
		this.catalog = dialect.catalog();
		this.log = new SqlLog(dialect.errors(), slow);
	}

	/**
	 * A database that does not answer, or hides its catalog, has no more to say than the
	 * models have.
	 */
	@Override
	public List<CatalogColumn> read(Collection<String> tables) {
		try (Connection connection = this.dataSource.getConnection()) {
			return StatementRunner.query(this.log, "schema", connection, this.catalog.columns(tables.size()),
					List.copyOf(tables), this.catalog::read);
		}
		catch (SQLException ex) {
			logger.warn("The types of the columns cannot be read from the database, so they are taken for what the"
					+ " models declare: " + ex.getMessage());
			return List.of();
		}
	}

}
