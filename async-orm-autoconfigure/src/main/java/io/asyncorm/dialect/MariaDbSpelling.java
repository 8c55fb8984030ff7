package io.asyncorm.dialect;

import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.sql.AggregateFunction;
import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.DatePart;
import io.asyncorm.sql.JsonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of MariaDB, where it differs from PostgreSQL's.
 *
 * @param dialect the dialect that it is the spelling of
 */
record MariaDbSpelling(Dialect dialect) implements CompleteSpelling {

	private static final Set<DatabaseFeature> MISSING = EnumSet.of(DatabaseFeature.ARRAYS, DatabaseFeature.RANGES,
			DatabaseFeature.TEXT_SEARCH, DatabaseFeature.TRIGRAMS, DatabaseFeature.NO_KEY_LOCK,
			DatabaseFeature.LOCK_OF_TABLES, DatabaseFeature.DISTINCT_ON, DatabaseFeature.DISTINCT_ON_UNSELECTED,
			DatabaseFeature.EXPLAIN_OPTIONS, DatabaseFeature.JSON_ORDER, DatabaseFeature.JSON_AS_TEXT,
			DatabaseFeature.DURATION_AS_TEXT, DatabaseFeature.DURATION_PARTS, DatabaseFeature.FRAME_EXCLUSION,
			DatabaseFeature.CORRELATED_SOURCE, DatabaseFeature.COLLATION, DatabaseFeature.COMPUTED_DELIMITER,
			DatabaseFeature.WINDOW_DEFAULT);

	@Override
	public Set<DatabaseFeature> missing() {
		return MISSING;
	}

	@Override
	public String template(SqlFunction function) {
		return MariaDbFunctions.template(function, this);
	}

	@Override
	public String aggregate(AggregateFunction function) {
		return switch (function) {
			case STRING_AGG -> "GROUP_CONCAT";
			case ANY_VALUE -> "MIN";
			case COUNT, SUM, AVG, MIN, MAX, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP, BIT_AND, BIT_OR, BIT_XOR ->
				function.toString();
		};
	}

	/** Bitwise operators give unsigned numbers, unless they are cast. */
	@Override
	public String template(ArithmeticOperator operator) {
		return switch (operator) {
			case PLUS, MINUS, TIMES, MODULO -> CompleteSpelling.super.template(operator);
			case DIVIDED_BY -> "(" + MariaDbFunctions.WITH_DIGITS + " / {1})";
			case POWER -> "POW({0}, {1})";
			case BIT_XOR -> "CAST({0} ^ {1} AS signed)";
			case BIT_AND, BIT_OR, SHIFT_LEFT, SHIFT_RIGHT -> "CAST({0} " + operator.symbol() + " {1} AS signed)";
		};
	}

	@Override
	public Enumeration concatenation() {
		return new Enumeration("CONCAT(", ", ", ")");
	}

	@Override
	public boolean castsLikeOperand() {
		return false;
	}

	/**
	 * As on PostgreSQL, the dot stands for line ends too, and what ends a word is no
	 * backspace.
	 */
	@Override
	public String regexTemplate(boolean ignoreCase) {
		return "{0} REGEXP CONCAT('" + (ignoreCase ? "(?is)" : "(?s)") + "', " + withEscapes("{1}", "\\1") + ")";
	}

	/**
	 * Values are passed as a JSON array, and those of the column's type are found by its
	 * index.
	 */
	@Override
	public String anyTemplate(SqlType elementType, @Nullable String own) {
		return (elementType == SqlType.JSON)
				? digest("{0}") + " IN (SELECT " + digest("_value") + " FROM " + elements("{1}", "longtext") + ")"
				: "{0} IN (" + elementsTemplate(elementType, own).replace("{0}", "{1}") + ")";
	}

	@Override
	public String elementsTemplate(SqlType elementType, @Nullable String own) {
		return "SELECT " + element(elementType, "_value") + " AS `" + SqlQuery.Elements.COLUMN + "` FROM "
				+ elements("{0}", elementTypeName(elementType, own));
	}

	/** The columns of the rows are joined by their places in the arrays. */
	@Override
	public String rowsTemplate(List<SqlType> types, List<@Nullable String> own, int first, List<String> names) {
		StringBuilder values = new StringBuilder();
		StringBuilder tables = new StringBuilder();
		for (int i = 0; i < types.size(); i++) {
			String table = "_many" + i;
			values.append((i > 0) ? ", " : "").append(element(types.get(i), table + "._value"));
			values.append(names.isEmpty() ? "" : " AS `" + names.get(i) + "`");
			tables.append((i > 0) ? " JOIN " : "")
				.append("JSON_TABLE({" + (first + i) + "}, '$[*]' COLUMNS (_place FOR ORDINALITY, _value "
						+ elementTypeName(types.get(i), own.get(i)) + " PATH '$')) AS " + table)
				.append((i > 0) ? " ON " + table + "._place = _many0._place" : "");
		}
		return "SELECT " + values + " FROM " + tables;
	}

	/** An element of a JSON array as a value of its type. */
	private static String element(SqlType type, String element) {
		return switch (type) {
			case UUID -> "CAST(" + element + " AS uuid)";
			case BYTES -> "UNHEX(" + element + ")";
			case TEXT, BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, DATE, TIME, INSTANT, DATE_TIME,
					DURATION, JSON, ARRAY ->
				element;
		};
	}

	/** The type as which an element of a JSON array is read. */
	private String elementTypeName(SqlType type, @Nullable String own) {
		return switch (type) {
			case UUID -> "char(36)";
			case BYTES -> "longtext";
			case TEXT, BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, DATE, TIME, INSTANT, DATE_TIME,
					DURATION, JSON, ARRAY ->
				(own != null) ? own : this.dialect.columnType(type);
		};
	}

	/** Of equal documents, the same: a long text would be held against each of many. */
	private static String digest(String document) {
		return "SHA2(JSON_NORMALIZE(" + document + "), 256)";
	}

	/** A missing document would otherwise equal all others in a condition. */
	private static String equalDocuments(String other) {
		return "(JSON_EQUALS({0}, " + other + ") = 1)";
	}

	private static String elements(String array, String type) {
		return "JSON_TABLE(" + array + ", '$[*]' COLUMNS (_value " + type + " PATH '$')) AS _many";
	}

	/** Values are converted to the type of the column that they are compared with. */
	@Override
	public String ownCastTemplate(String type, boolean array) {
		return (type.equals(MariaDbCatalog.FLOAT) && !array) ? "CAST({0} AS float)" : "{0}";
	}

	@Override
	public String castTemplate(SqlType type, int size, int scale) {
		return switch (type) {
			case TEXT -> "(CAST({0} AS char" + ((size > 0) ? "(" + size + ")" : "") + " character set utf8mb4) "
					+ MariaDbDialect.COLLATION + ")";
			case BOOLEAN -> "({0} <> 0)";
			case SMALLINT, INTEGER, BIGINT, DURATION -> "CAST({0} AS signed)";
			case DECIMAL -> (size > 0 && size <= 65) ? "CAST({0} AS decimal(" + size + ", " + scale + "))"
					: "CAST({0} AS decimal(65, " + ((scale > 0) ? scale : 30) + "))";
			case BYTES -> "CAST({0} AS binary)";
			case JSON -> "JSON_COMPACT({0})";
			case REAL, DOUBLE, DATE, TIME, INSTANT, DATE_TIME, UUID, ARRAY ->
				CompleteSpelling.super.castTemplate(type, 0, 0);
		};
	}

	/** Whether a backslash is one depends on the session. */
	@Override
	public String text(String value) {
		return (value.indexOf('\\') < 0) ? Identifiers.text(value)
				: "_utf8mb4 X'" + Identifiers.hexadecimal(value) + "'";
	}

	/** Numbers are what they are; texts need the collation that columns give them. */
	@Override
	public String parameter(SqlType type, Place place) {
		return switch (type) {
			case TEXT, DATE, TIME, INSTANT, DATE_TIME, UUID ->
				(place == Place.OUTPUT) ? castTemplate(type, 0, 0).replace("{0}", "?") : "?";
			case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, DURATION, BYTES, JSON, ARRAY -> "?";
		};
	}

	/** Zones by name are those of the tables that {@code mariadb-tzinfo-to-sql} fills. */
	@Override
	public String zoneTemplate(boolean local) {
		return local ? "CONVERT_TZ({0}, '+00:00', {1})" : "CONVERT_TZ({0}, {1}, '+00:00')";
	}

	@Override
	public String offset(ZoneOffset offset) {
		return Identifiers.text(offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());
	}

	@Override
	public String extractTemplate(DatePart part) {
		return switch (part) {
			case ISO_YEAR -> "(YEARWEEK({0}, 3) DIV 100)";
			case WEEK -> "WEEK({0}, 3)";
			case ISO_WEEK_DAY -> "(WEEKDAY({0}) + 1)";
			case YEAR, QUARTER, MONTH, DAY, HOUR, MINUTE, SECOND -> "EXTRACT(" + part + " FROM {0})";
		};
	}

	@Override
	public String truncateTemplate(DatePart part) {
		return "CAST(" + switch (part) {
			case YEAR, ISO_YEAR -> "DATE_FORMAT({0}, '%Y-01-01')";
			case QUARTER -> "MAKEDATE(YEAR({0}), 1) + INTERVAL (QUARTER({0}) - 1) QUARTER";
			case MONTH -> "DATE_FORMAT({0}, '%Y-%m-01')";
			case WEEK -> "DATE({0}) - INTERVAL WEEKDAY({0}) DAY";
			case DAY, ISO_WEEK_DAY -> "DATE({0})";
			case HOUR -> "DATE_FORMAT({0}, '%Y-%m-%d %H:00:00')";
			case MINUTE -> "DATE_FORMAT({0}, '%Y-%m-%d %H:%i:00')";
			case SECOND -> "DATE_FORMAT({0}, '%Y-%m-%d %H:%i:%s')";
		} + " AS datetime(6))";
	}

	/** An array has the keys that are its texts. */
	@Override
	public String template(JsonOperator operator) {
		String has = "(JSON_CONTAINS_PATH({0}, 'one', CONCAT('$.', JSON_QUOTE(%1$s)))"
				+ " OR JSON_TYPE({0}) = 'ARRAY' AND JSON_CONTAINS({0}, JSON_QUOTE(%1$s)))";
		return switch (operator) {
			case EQUAL, EQUAL_OBJECTS -> equalDocuments("{1}");
			case CONTAINS -> "JSON_CONTAINS({0}, {1})";
			case HAS_KEY -> has.formatted("{1}");
			case HAS_ANY_KEY ->
				"EXISTS (SELECT 1 FROM " + elements("{1}", "longtext") + " WHERE " + has.formatted("_value") + ")";
			case HAS_ALL_KEYS -> "({0} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + elements("{1}", "longtext")
					+ " WHERE NOT " + has.formatted("_value") + "))";
		};
	}

	/** JSON's own null is no text. */
	@Override
	public String pathTemplate(List<String> keys, boolean text) {
		StringBuilder path = new StringBuilder("$");
		for (String key : keys) {
			path.append(POSITION.matcher(key).matches() ? "[" + key + "]"
					: ".\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
		}
		String value = "JSON_EXTRACT({0}, " + text(path.toString()).replace("{", "{{") + ")";
		return text ? "CASE WHEN JSON_TYPE(" + value + ") <> 'NULL' THEN JSON_UNQUOTE(" + value + ") END" : value;
	}

	@Override
	public ObjectWords objectWords() {
		return new ObjectWords("JSON_OBJECT(", ", ");
	}

	/** MariaDB sorts nulls before all values, and has no words for anything else. */
	@Override
	public void order(SqlText out, SqlQuery.Order order, Runnable value, Runnable source) {
		boolean atTheirPlace = switch (order.nulls()) {
			case NONE -> true;
			case DEFAULT -> false;
			case FIRST -> !order.descending();
			case LAST -> order.descending();
		};
		if (!atTheirPlace) {
			source.run();
			boolean first = order.nulls() == SqlQuery.Nulls.FIRST
					|| order.nulls() == SqlQuery.Nulls.DEFAULT && order.descending();
			out.append(first ? " IS NOT NULL, " : " IS NULL, ");
		}
		value.run();
		out.append(order.descending() ? " DESC" : "");
	}

	@Override
	public void limit(SqlText out, @Nullable Runnable limit, @Nullable Runnable offset) {
		CompleteSpelling.super.limit(out, (limit != null) ? limit : () -> out.append(String.valueOf(Long.MAX_VALUE)),
				offset);
	}

	@Override
	public boolean limitsSubqueries() {
		return false;
	}

	@Override
	public AggregateFilters aggregateFilters() {
		return AggregateFilters.VALUE;
	}

	@Override
	public boolean countsRowValues() {
		return false;
	}

	@Override
	public boolean framesPlaces() {
		return false;
	}

	@Override
	public Delimiter delimiter() {
		return new Delimiter(" SEPARATOR ", true);
	}

	@Override
	public String noValues() {
		return " () VALUES ()";
	}

	/**
	 * Each value is computed from the old row, as in the standard. With a second table,
	 * rows that are looked for among many are found by their index.
	 */
	@Override
	public void beginUpdate(SqlText out, SqlStatement.Update update) {
		out.append((update.assignments().size() > 1)
				? "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR " : "");
		out.append("UPDATE ").table(update.table());
		out.append(isAmongMany(update.where()) ? " JOIN (SELECT 1) AS _one SET " : " SET ");
	}

	/** As with updates. */
	@Override
	public void beginDelete(SqlText out, SqlStatement.Delete delete) {
		out.append("DELETE ");
		if (isAmongMany(delete.where())) {
			out.table(delete.table()).append(" ");
		}
		out.append("FROM ").table(delete.table());
	}

	private static boolean isAmongMany(@Nullable SqlCondition condition) {
		return condition instanceof SqlCondition.AnyOf || condition instanceof SqlCondition.Or or
				&& or.conditions().stream().allMatch(MariaDbSpelling::isAmongMany);
	}

	@Override
	public String nextValue(String sequence) {
		return "NEXT VALUE FOR " + sequence;
	}

}
