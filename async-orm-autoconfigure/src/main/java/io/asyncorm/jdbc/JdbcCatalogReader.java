package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.asyncorm.dialect.Catalog;
import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.CatalogForeignKey;
import io.asyncorm.dialect.CatalogKey;
import io.asyncorm.dialect.CatalogPartitions;
import io.asyncorm.dialect.CatalogQuery;
import io.asyncorm.dialect.CatalogSequence;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.PoolerDetection;
import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.dialect.TemporaryTables;
import io.asyncorm.schema.CatalogContents;
import io.asyncorm.schema.CatalogReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of the database behind a {@code DataSource}, and asks for a pooler on
 * the way, with one connection. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class JdbcCatalogReader implements CatalogReader {

	private static final Log logger = LogFactory.getLog(JdbcCatalogReader.class);

	private final DataSource dataSource;

	private final Dialect dialect;

	private final Catalog catalog;

	private final SqlErrors errors;

	private final @Nullable PoolerDetection pooler;

	private final SqlLog log;

	/**
	 * @param slow from when on a statement is slow; null if none is
	 * @param detectPooler whether a pooler that mixes up statements is looked for
	 */
	public JdbcCatalogReader(DataSource dataSource, Dialect dialect, @Nullable Duration slow, boolean detectPooler) {
		this.dataSource = dataSource;
		this.dialect = dialect;
		this.catalog = dialect.catalog();
		this.errors = dialect.errors();
		this.pooler = detectPooler ? dialect.poolerDetection() : null;
		this.log = new SqlLog(dialect.errors(), slow);
	}

	/**
	 * A database that does not answer, or hides its catalog, has no more to say than the
	 * models have.
	 * @throws io.asyncorm.dialect.UnsafePoolerException if a pooler would mix up prepared
	 * statements
	 */
	@Override
	public CatalogContents read(Collection<String> tables) {
		if (tables.isEmpty() && this.pooler == null) {
			return CatalogContents.UNKNOWN;
		}
		try (Connection connection = this.dataSource.getConnection()) {
			if (this.pooler != null) {
				PoolerCheck.check(connection, this.pooler, this.log);
			}
			return tables.isEmpty() ? CatalogContents.UNKNOWN : read(connection, tables);
		}
		catch (SQLException ex) {
			logger.warn("The database could not be asked at startup (" + ex.getMessage() + "). Until the application is"
					+ " started again, columns are taken for what the models declare: values of types of the"
					+ " database's own (citext, char(n), enums) may not be written or found, names in another case and"
					+ " in other schemas are not found, missing columns are told only by the statements that name"
					+ " them"
					+ ((this.pooler != null) ? ", and a pooler that mixes up statements is not detected" : ""));
			return CatalogContents.UNKNOWN;
		}
	}

	@Override
	public Optional<List<CatalogSequence>> sequences(Collection<String> names) {
		return ask(this.catalog.sequences(names),
				(row) -> new CatalogSequence(row.getString(1), row.getString(2), row.getBoolean(3)), "sequences",
				"so that they are taken for what the models declare");
	}

	@Override
	public Optional<List<CatalogForeignKey>> foreignKeys(Collection<String> tables) {
		CatalogQuery query = this.catalog.foreignKeys(tables);
		return (query == null) ? Optional.empty() : ask(query,
				(row) -> new CatalogForeignKey(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
				"foreign keys", "so that it is taken for granted that it carries out the rules that are left to it");
	}

	@Override
	public Map<String, List<String>> labels(Collection<String> types) {
		Map<String, List<String>> labels = new LinkedHashMap<>();
		CatalogQuery query = types.isEmpty() ? null : this.catalog.labels(types);
		if (query != null) {
			try (Connection connection = this.dataSource.getConnection()) {
				query(connection, query,
						(row) -> labels
							.computeIfAbsent(Objects.requireNonNullElse(row.getString(1), ""),
									(key) -> new ArrayList<>())
							.add(Objects.requireNonNullElse(row.getString(2), "")));
			}
			catch (SQLException ex) {
				throw ErrorTranslation.translateDdl(this.errors, "reading the catalog", ex);
			}
		}
		return labels;
	}

	@Override
	public String identityOptions(TableName table, String column) {
		CatalogQuery query = this.catalog.tables().identityOptions(table, column);
		if (query == null) {
			return "";
		}
		try (Connection connection = this.dataSource.getConnection()) {
			return query(connection, query, (row) -> Objects.requireNonNullElse(row.getString(1), "")).stream()
				.findFirst()
				.orElse("");
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateDdl(this.errors, "reading the catalog", ex);
		}
	}

	@Override
	public List<CatalogTable> tables(Collection<String> schemas) {
		try (Connection connection = this.dataSource.getConnection()) {
			return tables(connection, schemas);
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateDdl(this.errors, "reading the catalog", ex);
		}
	}

	@Override
	public List<CatalogPartitions> partitions(Collection<String> schemas) {
		try (Connection connection = this.dataSource.getConnection()) {
			Set<String> names = exact(connection, schemas);
			CatalogQuery query = names.isEmpty() ? null : this.catalog.tables().partitions(names);
			return (query == null) ? List.of()
					: query(connection, query, (row) -> new CatalogPartitions(row.getString(1), row.getString(2),
							row.getString(3), row.getInt(4)));
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateDdl(this.errors, "reading the catalog", ex);
		}
	}

	/** The schema in which tables are made has an empty name. */
	private Set<String> exact(Connection connection, Collection<String> schemas) throws SQLException {
		Set<String> names = new LinkedHashSet<>(schemas);
		if (names.remove("")) {
			names.add(single(connection, this.catalog.tables().currentSchema()));
		}
		return names;
	}

	private List<CatalogTable> tables(Connection connection, Collection<String> schemas) throws SQLException {
		Set<String> names = exact(connection, schemas);
		if (names.isEmpty()) {
			return List.of();
		}
		TableRows rows = new TableRows();
		query(connection, this.catalog.tables().columns(names), rows::column);
		query(connection, this.catalog.tables().constraints(names), rows::constraint);
		query(connection, this.catalog.tables().indexes(names), rows::index);
		return rows.toTables();
	}

	@Override
	public List<String> searchPath() {
		try (Connection connection = this.dataSource.getConnection()) {
			return query(connection, new CatalogQuery(this.catalog.tables().searchPath(), List.of()),
					(row) -> Objects.requireNonNullElse(row.getString(1), ""));
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateDdl(this.errors, "reading the catalog", ex);
		}
	}

	@Override
	public List<String> texts(TableName table, String column) {
		String name = this.dialect.quote(column);
		CatalogQuery query = new CatalogQuery(
				"select " + name + " from " + this.dialect.quote(table) + " where " + name + " is not null", List.of());
		try (Connection connection = this.dataSource.getConnection()) {
			return query(connection, query, (row) -> Objects.requireNonNullElse(row.getString(1), ""));
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateDdl(this.errors, query.sql(), ex);
		}
	}

	@Override
	public boolean holds(TableName table, String column, String text) {
		CatalogQuery query = new CatalogQuery("select count(*) from (select 1 as found from "
				+ this.dialect.quote(table) + " where " + this.dialect.quote(column) + " = ? limit 1) first_one",
				List.of(text));
		try (Connection connection = this.dataSource.getConnection()) {
			return query(connection, query, (row) -> row.getLong(1)).contains(1L);
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateDdl(this.errors, query.sql(), ex);
		}
	}

	/** Rolled back or dropped, so that nothing is left and no other table is locked. */
	@Override
	public List<CatalogTable> tryOut(List<String> names, List<String> statements) {
		TemporaryTables temporary = this.catalog.tables().temporaryTables();
		if (statements.isEmpty()) {
			return List.of();
		}
		String current = "connecting";
		try (Connection connection = this.dataSource.getConnection()) {
			boolean autoCommit = connection.getAutoCommit();
			connection.setAutoCommit(false);
			try {
				for (String statement : begun(temporary, statements)) {
					current = statement;
					StatementRunner.execute(this.log, "schema", connection, statement);
				}
				current = "reading the catalog";
				List<CatalogTable> tables = read(temporary, names, connection);
				undo(temporary, names, connection, autoCommit);
				return tables;
			}
			catch (SQLException ex) {
				undoAfter(ex, temporary, names, connection, autoCommit);
				throw ex;
			}
		}
		catch (SQLException ex) {
			throw ErrorTranslation.translateTrial(this.errors, current, ex);
		}
	}

	private static List<String> begun(TemporaryTables temporary, List<String> statements) {
		return Stream.concat(Stream.of(temporary.begin()).filter((begin) -> !begin.isEmpty()), statements.stream())
			.toList();
	}

	private List<CatalogTable> read(TemporaryTables temporary, List<String> names, Connection connection)
			throws SQLException {
		switch (temporary) {
			case TemporaryTables.Catalogued catalogued -> {
				return tables(connection, List.of(single(connection, catalogued.schema()))).stream()
					.filter((table) -> names.contains(table.name()))
					.toList();
			}
			case TemporaryTables.Described described -> {
				List<String> descriptions = new ArrayList<>();
				for (String name : names) {
					descriptions.addAll(
							query(connection, new CatalogQuery(described.describe(this.dialect.quote(name)), List.of()),
									(row) -> Objects.requireNonNullElse(row.getString(2), "")));
				}
				return described.read(descriptions);
			}
		}
	}

	/** The last one first, as it may refer to others. */
	private void undo(TemporaryTables temporary, List<String> names, Connection connection, boolean autoCommit)
			throws SQLException {
		connection.rollback();
		if (!temporary.drop().isEmpty()) {
			for (String name : names.reversed()) {
				StatementRunner.execute(this.log, "schema", connection, temporary.drop() + this.dialect.quote(name));
			}
		}
		connection.setAutoCommit(autoCommit);
	}

	/** A connection that is lost cannot roll back, which says less than its loss. */
	private void undoAfter(SQLException failure, TemporaryTables temporary, List<String> names, Connection connection,
			boolean autoCommit) {
		try {
			undo(temporary, names, connection, autoCommit);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/** The only value, or an empty text if there is none. */
	private String single(Connection connection, String sql) throws SQLException {
		return Objects.requireNonNullElse(StatementRunner.query(this.log, "schema", connection, sql, List.of()), "");
	}

	/**
	 * Asks on a connection of its own.
	 * @param what what is asked for
	 * @param otherwise what follows where the database cannot be asked
	 */
	private <T> Optional<List<T>> ask(CatalogQuery query, ResultRow<T> row, String what, String otherwise) {
		try (Connection connection = this.dataSource.getConnection()) {
			return Optional.of(query(connection, query, row));
		}
		catch (SQLException ex) {
			logger.warn("The database could not be asked at startup for its " + what + " (" + ex.getMessage() + "), "
					+ otherwise);
			return Optional.empty();
		}
	}

	private CatalogContents read(Connection connection, Collection<String> tables) throws SQLException {
		List<CatalogColumn> columns = query(connection, this.catalog.columns(tables), this.catalog::read);
		CatalogQuery keys = this.catalog.uniqueKeys(tables);
		return new CatalogContents(columns,
				(keys != null) ? query(connection, keys,
						(row) -> new CatalogKey(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
						: null);
	}

	private <T> List<T> query(Connection connection, CatalogQuery query, ResultRow<T> row) throws SQLException {
		return StatementRunner.query(this.log, "schema", connection, query.sql(), query.parameters(), row);
	}

}
