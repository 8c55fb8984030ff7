package io.asyncorm.dialect;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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
			Map.entry("INTERVAL", SqlType.DURATION), Map.entry("UUID", SqlType.UUID), Map.entry("JSON", SqlType.JSON),
			Map.entry("BINARY", SqlType.BYTES), Map.entry("BINARY VARYING", SqlType.BYTES),
			Map.entry("BINARY LARGE OBJECT", SqlType.BYTES));

	@Override
	public CatalogQuery columns(Collection<String> tables) {
		return CatalogQuery.of("""
				select c.table_schema, c.table_name, c.column_name, c.data_type, c.table_schema = current_schema, (
				    select array_agg(e.value_name order by e.value_ordinal) from information_schema.enum_values e
				    where e.object_schema = coalesce(c.domain_schema, c.table_schema)
				        and e.object_name = coalesce(c.domain_name, c.table_name)
				        and e.object_type = case when c.domain_name is null then 'TABLE' else 'DOMAIN' end
				        and (c.domain_name is not null or e.enum_identifier = c.dtd_identifier)),
				    case when c.is_generated = 'ALWAYS' or c.identity_generation = 'ALWAYS' then 'DATABASE'
				        when c.column_default is not null or c.is_identity = 'YES' or exists (
				            select 1 from information_schema.triggers t
				            where t.event_object_schema = c.table_schema and t.event_object_table = c.table_name)
				            or exists (select 1 from information_schema.views v
				            where v.table_schema = c.table_schema and v.table_name = c.table_name)
				        then 'DEFAULT' else 'WRITTEN' end,
				    coalesce(c.numeric_scale, c.datetime_precision)
				from information_schema.columns c
				where lower(c.table_name) in ({names}) and c.table_catalog = current_catalog
				order by c.table_schema, c.table_name, c.ordinal_position""", tables);
	}

	@Override
	public CatalogQuery sequences(Collection<String> sequences) {
		return CatalogQuery.of("""
				select sequence_schema, sequence_name, sequence_schema = current_schema
				from information_schema.sequences
				where lower(sequence_name) in ({names})
				order by sequence_schema, sequence_name""", sequences);
	}

	@Override
	public CatalogColumn read(ResultSet row) throws SQLException {
		CatalogColumn.Type type = declared(row.getString(4)).withScale(row.getObject(8, Integer.class));
		Array labels = row.getArray(6);
		return new CatalogColumn(row.getString(1), row.getString(2), row.getString(3),
				(labels != null) ? type.withLabels(texts((Object[]) labels.getArray()), true) : type, row.getBoolean(5),
				CatalogColumn.Source.valueOf(row.getString(7)), false);
	}

	/** A constraint may use an index that is there already. */
	@Override
	public CatalogQuery uniqueKeys(Collection<String> tables) {
		return CatalogQuery.of("""
				select t.table_schema, t.table_name, k.name, k.column_name
				from information_schema.tables t
				left join (
				    select u.table_schema, u.table_name, u.constraint_name as name, u.column_name
				    from information_schema.key_column_usage u
				    join information_schema.table_constraints c on c.constraint_schema = u.constraint_schema
				        and c.constraint_name = u.constraint_name and c.constraint_type in ('PRIMARY KEY', 'UNIQUE')
				    union all
				    select i.table_schema, i.table_name, i.index_name || ' ', i.column_name
				    from information_schema.index_columns i where i.is_unique) k
				    on k.table_schema = t.table_schema and k.table_name = t.table_name
				where lower(t.table_name) in ({names}) and t.table_catalog = current_catalog
				    and t.table_type = 'BASE TABLE'""", tables);
	}

	/** Of a renamed column, H2 tells the name as {@link H2Tables#constraints} says. */
	@Override
	public CatalogQuery foreignKeys(Collection<String> tables) {
		return CatalogQuery.of("""
				select u.table_schema, u.table_name,
				    case when exists (select 1 from information_schema.columns o
				            where o.table_schema = u.table_schema and o.table_name = u.table_name
				                and o.column_name = u.column_name) then u.column_name
				        else (select i.column_name from information_schema.index_columns i
				            where i.table_schema = c.table_schema and i.table_name = c.table_name
				                and i.index_name = c.index_name and i.ordinal_position = u.ordinal_position) end,
				    r.delete_rule
				from information_schema.referential_constraints r
				join information_schema.key_column_usage u on u.constraint_schema = r.constraint_schema
				    and u.constraint_name = r.constraint_name
				join information_schema.table_constraints c on c.constraint_schema = r.constraint_schema
				    and c.constraint_name = r.constraint_name
				where lower(u.table_name) in ({names})""", tables);
	}

	@Override
	public boolean isHidden(String column) {
		return column.equalsIgnoreCase("_rowid_");
	}

	private static List<String> texts(Object[] values) {
		return Stream.of(values).map(Object::toString).toList();
	}

	@Override
	public CatalogColumn.Type declared(String type) {
		String name = type.strip().replaceFirst("\\s*\\([^)]*\\)", "").toUpperCase(Locale.ROOT);
		boolean padded = name.equals("CHARACTER") || name.equals("CHAR");
		return new CatalogColumn.Type(null, STANDARD.get(name))
			.withEquality(new TextEquality(name.equals("VARCHAR_IGNORECASE"), false, padded))
			.withPadded(padded);
	}

	@Override
	public String standardName(String type) {
		String name = type.toLowerCase(Locale.ROOT).replace(", ", ",");
		String plain = name.replaceFirst("\\(.*", "");
		return switch (plain) {
			case "character large object" -> "text";
			case "varchar", "varchar_ignorecase" -> name.replace(plain, "character varying");
			case "binary", "binary varying", "binary large object" -> "bytea";
			case "decfloat" -> "numeric";
			case "json" -> "jsonb";
			case "tinyint" -> "smallint";
			case "timestamp", "time" -> name.contains("with time zone") ? name : name + " without time zone";
			default -> name;
		};
	}

	@Override
	public CatalogTables tables() {
		return new H2Tables();
	}

	@Override
	public boolean strict() {
		return false;
	}

}
