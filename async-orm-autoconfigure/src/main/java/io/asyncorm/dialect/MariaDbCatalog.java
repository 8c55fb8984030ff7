package io.asyncorm.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TextEquality;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB's catalog. MariaDB converts single values to the type of the column, but takes
 * the elements of an array for columns of another table, whose collation must be the
 * same.
 */
final class MariaDbCatalog implements Catalog {

	private static final Map<String, SqlType> STANDARD = Map.of("date", SqlType.DATE, "time", SqlType.TIME, "datetime",
			SqlType.DATE_TIME, "timestamp", SqlType.DATE_TIME, "uuid", SqlType.UUID, "binary", SqlType.BYTES,
			"varbinary", SqlType.BYTES, "blob", SqlType.BYTES, "mediumblob", SqlType.BYTES, "longblob", SqlType.BYTES);

	/** Four bytes, which equal no constant, as these are of double precision. */
	static final String FLOAT = "float";

	/** A name, its limits and nothing else. */
	private static final Pattern TYPE = Pattern.compile("(\\w+)(\\([\\d,]+\\))?");

	/** A name and how much of it there is. */
	private static final Pattern LIMITED = Pattern.compile("(\\w+)(?:\\((\\d+)\\))?");

	private static final int UUID_LETTERS = 36;

	/** What {@link MariaDbDialect#columnType} makes. */
	private static final Set<String> USUAL = Set.of("longtext", "varchar", "tinyint", "smallint", "int", "bigint",
			"date", "uuid", "double", "decimal", "time", "datetime", "varbinary", "longblob", "json");

	private static final String CHARACTERS = " character set ";

	private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

	/**
	 * Joined and not asked for by each column: MariaDB would read the whole catalog again
	 * for each. It opens every table of the server, too, unless each part of the query is
	 * told the names.
	 */
	@Override
	public CatalogQuery columns(Collection<String> tables) {
		return CatalogQuery.of(
				"""
						select c.table_schema, c.table_name, c.column_name, c.data_type, c.character_set_name,
						    c.collation_name, c.table_schema = database(), c.column_type,
						    case when c.is_generated = 'ALWAYS' then 'DATABASE'
						        when c.column_default is not null or c.extra like '%auto_increment%'
						            or d.table_name is not null
						        then 'DEFAULT' else 'WRITTEN' end,
						    cast(coalesce(c.numeric_scale, c.datetime_precision) as signed)
						from information_schema.columns c
						left join (
						    select event_object_schema as table_schema, event_object_table as table_name
						    from information_schema.triggers where lower(event_object_table) in ({names})
						    union
						    select table_schema, table_name from information_schema.views where lower(table_name) in ({names})) d
						    on d.table_schema = c.table_schema and d.table_name = c.table_name
						where lower(c.table_name) in ({names})
						order by c.table_schema, c.table_name, c.ordinal_position""",
				tables);
	}

	@Override
	public CatalogQuery sequences(Collection<String> sequences) {
		return CatalogQuery.of("""
				select table_schema, table_name, table_schema = database()
				from information_schema.tables
				where table_type = 'SEQUENCE' and lower(table_name) in ({names})
				order by table_schema, table_name""", sequences);
	}

	/** An enum is sorted by the order of its values, but compared as a text. */
	@Override
	public CatalogColumn read(ResultSet row) throws SQLException {
		String name = row.getString(4);
		CatalogColumn.Type type = type(name, row.getString(5), row.getString(6))
			.withScale(row.getObject(10, Integer.class));
		return new CatalogColumn(row.getString(1), row.getString(2), row.getString(3),
				name.equals("enum") ? type.withLabels(labels(row.getString(8)), false) : type, row.getBoolean(7),
				CatalogColumn.Source.valueOf(row.getString(9)), false);
	}

	/**
	 * A key over the beginning of a text is none over the text. Tables and keys are not
	 * joined, so that MariaDB opens the tables with these names only.
	 */
	@Override
	public CatalogQuery uniqueKeys(Collection<String> tables) {
		return CatalogQuery.of("""
				select table_schema, table_name, null, null
				from information_schema.tables
				where lower(table_name) in ({names}) and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
				union all
				select table_schema, table_name, index_name,
				    if(sub_part is null, column_name, concat(column_name, '(', sub_part, ')'))
				from information_schema.statistics
				where lower(table_name) in ({names}) and non_unique = 0
				""", tables);
	}

	@Override
	public CatalogQuery foreignKeys(Collection<String> tables) {
		return CatalogQuery.of("""
				select u.table_schema, u.table_name, u.column_name, r.delete_rule
				from information_schema.referential_constraints r
				join information_schema.key_column_usage u on u.constraint_schema = r.constraint_schema
				    and u.constraint_name = r.constraint_name and u.table_name = r.table_name
				where lower(u.table_name) in ({names}) and lower(r.table_name) in ({names})""", tables);
	}

	/** The period of a row where versions of rows are kept. */
	@Override
	public boolean isHidden(String column) {
		return column.equalsIgnoreCase("row_start") || column.equalsIgnoreCase("row_end");
	}

	private static List<String> labels(String type) {
		return LABEL.matcher(type).results().map((label) -> label.group(1).replace("''", "'")).toList();
	}

	@Override
	public CatalogColumn.Type declared(String type) {
		return type(type.strip().replaceFirst("(?s)[\\s(].*", "").toLowerCase(Locale.ROOT), null, null);
	}

	private static CatalogColumn.Type type(String name, @Nullable String characters, @Nullable String collation) {
		// Comes with its blanks or without them, as the mode of the session has it
		return texts(name, characters, collation).withPadded(name.equals("char"));
	}

	private static CatalogColumn.Type texts(String name, @Nullable String characters, @Nullable String collation) {
		if (collation == null || MariaDbDialect.COLLATION.endsWith(" " + collation)) {
			return new CatalogColumn.Type(name.equals(FLOAT) ? FLOAT : null, STANDARD.get(name));
		}
		boolean ignoresCase = collation.endsWith("_ci");
		return new CatalogColumn.Type("longtext character set " + characters + " collate " + collation, null)
			.withEquality(new TextEquality(ignoresCase, ignoresCase && !collation.endsWith("_as_ci"),
					!collation.contains("nopad")));
	}

	@Override
	public String standardName(String type) {
		String name = type.toLowerCase(Locale.ROOT).replaceFirst(" (?:character set|unsigned|zerofill)\\b.*", "");
		Matcher parts = TYPE.matcher(name);
		if (!parts.matches()) {
			return name;
		}
		String limits = (parts.group(2) != null) ? parts.group(2) : "";
		return switch (parts.group(1)) {
			case "varchar" -> "character varying" + limits;
			case "char" -> "character" + limits;
			case "tinytext" -> "character varying(255)";
			case "text" -> "character varying(65535)";
			case "mediumtext" -> "character varying(16777215)";
			case "longtext" -> "text";
			case "json" -> "jsonb";
			case "tinyint" -> limits.equals("(1)") ? "boolean" : "smallint";
			case "smallint", "bigint" -> parts.group(1);
			case "mediumint", "int" -> "integer";
			case "decimal" -> "numeric" + limits;
			case "double" -> "double precision";
			case "float" -> "real";
			case "datetime", "timestamp" -> "timestamp" + (limits.isEmpty() ? "(0)" : limits) + " without time zone";
			case "time" -> "time" + (limits.isEmpty() ? "(0)" : limits) + " without time zone";
			case "tinyblob", "blob", "mediumblob", "longblob", "binary", "varbinary" -> "bytea";
			default -> name;
		};
	}

	@Override
	public boolean isOwn(String type) {
		return !USUAL.contains(type.replaceFirst("[ (].*", "")) || type.contains(" unsigned")
				|| type.startsWith("tinyint") && !type.equals("tinyint(1)");
	}

	/**
	 * What other libraries and people make: {@code bit(1)} is Hibernate's truth, and
	 * points in time without digits are what MariaDB makes of DATETIME.
	 */
	@Override
	public boolean holds(SqlType property, String type) {
		Matcher parts = LIMITED.matcher(type);
		if (!parts.lookingAt()) {
			return false;
		}
		String name = parts.group(1);
		return switch (property) {
			case BOOLEAN -> type.equals("bit(1)");
			case REAL -> name.equals(FLOAT);
			case TIME -> name.equals("time");
			case INSTANT, DATE_TIME -> name.equals("datetime") || name.equals("timestamp");
			case UUID ->
				name.endsWith("char") && parts.group(2) != null && Integer.parseInt(parts.group(2)) >= UUID_LETTERS;
			case TEXT, SMALLINT, INTEGER, BIGINT, DOUBLE, DECIMAL, DATE, DURATION, BYTES, JSON, ARRAY -> false;
		};
	}

	@Override
	public String collated(String type, String there) {
		int own = type.indexOf(CHARACTERS);
		int other = there.indexOf(CHARACTERS);
		return (own < 0 || other < 0) ? type : type.substring(0, own) + there.substring(other);
	}

	@Override
	public CatalogTables tables() {
		return new MariaDbTables();
	}

	@Override
	public boolean strict() {
		return false;
	}

}
