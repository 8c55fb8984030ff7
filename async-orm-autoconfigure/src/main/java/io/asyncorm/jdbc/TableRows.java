package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTables;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the rows that the queries of {@link CatalogTables} return, and makes tables of
 * them. Not thread-safe: one object serves one set of tables.
 */
final class TableRows {

	private final Map<TableName, Table> tables = new LinkedHashMap<>();

	/** Reads a row of the columns. */
	boolean column(ResultSet row) throws SQLException {
		CatalogTable.Form form = CatalogTable.Form.valueOf(row.getString(3));
		String comment = row.getString(4);
		this.tables.computeIfAbsent(name(row), (name) -> new Table(form, comment)).columns
			.add(new CatalogTable.Column(row.getString(5), row.getString(6), row.getBoolean(7), row.getString(8),
					CatalogTable.Identity.valueOf(row.getString(9)), row.getString(10), row.getString(11),
					row.getString(12), row.getString(13)));
		return true;
	}

	/** Reads a row of the constraints. */
	boolean constraint(ResultSet row) throws SQLException {
		Table table = this.tables.get(name(row));
		if (table == null) {
			return false;
		}
		CatalogTable.Kind kind = CatalogTable.Kind.valueOf(row.getString(4));
		boolean foreign = kind == CatalogTable.Kind.FOREIGN_KEY;
		CatalogTable.Target target = foreign ? new CatalogTable.Target(row.getString(7), row.getString(8), List.of(),
				row.getString(10), row.getBoolean(11)) : null;
		CatalogTable.Constraint head = new CatalogTable.Constraint(kind, row.getString(3), List.of(), row.getString(6),
				target);
		Columns columns = table.constraints.computeIfAbsent(head, (constraint) -> new Columns());
		String column = row.getString(5);
		if (column != null) {
			columns.own.add(column);
		}
		if (foreign) {
			columns.other.add(row.getString(9));
		}
		return true;
	}

	/** Reads a row of the indexes. */
	boolean index(ResultSet row) throws SQLException {
		Table table = this.tables.get(name(row));
		if (table == null) {
			return false;
		}
		CatalogTable.Index head = new CatalogTable.Index(row.getString(3), row.getBoolean(4), row.getString(5),
				List.of(), row.getString(6));
		return table.indexes.computeIfAbsent(head, (index) -> new ArrayList<>())
			.add(new CatalogTable.Part(row.getString(7), row.getBoolean(8), row.getString(9)));
	}

	private static TableName name(ResultSet row) throws SQLException {
		return new TableName(row.getString(1), row.getString(2));
	}

	List<CatalogTable> toTables() {
		List<CatalogTable> all = new ArrayList<>();
		this.tables.forEach((name, table) -> all.add(table.toTable(name)));
		return List.copyOf(all);
	}

	/** What is known of a table so far. */
	private static final class Table {

		private final CatalogTable.Form form;

		private final String comment;

		private final List<CatalogTable.Column> columns = new ArrayList<>();

		private final Map<CatalogTable.Constraint, Columns> constraints = new LinkedHashMap<>();

		private final Map<CatalogTable.Index, List<CatalogTable.Part>> indexes = new LinkedHashMap<>();

		Table(CatalogTable.Form form, String comment) {
			this.form = form;
			this.comment = comment;
		}

		CatalogTable toTable(TableName name) {
			List<CatalogTable.Constraint> own = new ArrayList<>();
			this.constraints.forEach((head, of) -> own.add(new CatalogTable.Constraint(head.kind(), head.name(), of.own,
					head.expression(), target(head.target(), of.other))));
			List<CatalogTable.Index> all = new ArrayList<>();
			this.indexes.forEach((head, parts) -> all
				.add(new CatalogTable.Index(head.name(), head.unique(), head.method(), parts, head.condition())));
			return new CatalogTable(name.schema(), name.name(), this.form, this.comment, this.columns, own, all);
		}

		private static CatalogTable.@Nullable Target target(CatalogTable.@Nullable Target head, List<String> columns) {
			return (head != null)
					? new CatalogTable.Target(head.schema(), head.table(), columns, head.onDelete(), head.deferred())
					: null;
		}

	}

	/** Columns of a constraint. */
	private static final class Columns {

		private final List<String> own = new ArrayList<>();

		private final List<String> other = new ArrayList<>();

	}

}
