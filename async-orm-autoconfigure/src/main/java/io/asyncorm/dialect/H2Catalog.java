package io.asyncorm.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TextEquality;

/**
 * H2's catalog. Values need no casts: H2 converts them to the type of the column.
 */
final class H2Catalog implements Catalog {

	private static final Map<String, SqlType> STANDARD = Map.ofEntries(Map.entry("CHARACTER VARYING", SqlType.TEXT),
			Map.entry("BOOLEAN", SqlType.BOOLEAN), Map.entry("SMALLINT", SqlType.SMALLINT),
			Map.entry("INTEGER", SqlType.INTEGER), Map.entry("BIGINT", SqlType.BIGINT), Map.entry("REAL", SqlType.REAL),
			Map.entry("DOUBLE PRECISION", SqlType.DOUBLE), Map.entry("NUMERIC", SqlType.DECIMAL),
			Map.entry("DECFLOAT", SqlType.DECIMAL), Map.entry("DATE", SqlType.DATE), Map.entry("TIME", SqlType.TIME),
			Map.entry("TIMESTAMP WITH TIME ZONE", SqlType.INSTANT), Map.entry("TIMESTAMP", SqlType.DATE_TIME),
			Map.entry("INTERVAL", SqlType.DURATION), Map.entry("UUID", SqlType.UUID), Map.entry("JSON", SqlType.JSON));

	@Override
	public String columns(int tables) {
		return """
				select table_schema, table_name, column_name, data_type, table_schema = current_schema
				from information_schema.columns
				where lower(table_name) in (%s) and table_catalog = current_catalog
				order by table_schema, table_name, ordinal_position""".formatted(Catalog.parameters(tables));
	}

	@Override
	public CatalogColumn read(ResultSet row) throws SQLException {
		return new CatalogColumn(row.getString(1), row.getString(2), row.getString(3), declared(row.getString(4)),
				row.getBoolean(5));
	}

	@Override
	public CatalogColumn.Type declared(String type) {
		String name = type.strip().replaceFirst("\\s*\\([^)]*\\)", "").toUpperCase(Locale.ROOT);
		return new CatalogColumn.Type(null, STANDARD.get(name), true, new TextEquality(
				name.equals("VARCHAR_IGNORECASE"), false, name.equals("CHARACTER") || name.equals("CHAR")));
	}

	@Override
	public boolean strict() {
		return false;
	}

}
