package io.asyncorm.dialect;

import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.asyncorm.sql.AggregateFunction;
import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.DatePart;
import io.asyncorm.sql.JsonOperator;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of H2, where it differs from PostgreSQL's. H2 infers the types of parameters
 * only after it has parsed the statement, so that they need casts wherever a neighbour's
 * type would be taken for theirs.
 */
final class H2Spelling implements CompleteSpelling {

	private static final Set<DatabaseFeature> MISSING = EnumSet.complementOf(EnumSet.of(DatabaseFeature.WINDOW_DEFAULT,
			DatabaseFeature.FRAME_EXCLUSION, DatabaseFeature.LOCK_OF_TABLES, DatabaseFeature.DISTINCT_ON));

	private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

	private static final Pattern FROM_END = Pattern.compile("-[0-9]{1,9}");

	/** A regular expression with the classes of characters in Java's words. */
	private static final String CLASSES = "REGEXP_REPLACE({1}, '\\[:(\\w+):\\]', '\\\\p{{$1}')";

	private final Dialect dialect;

	H2Spelling(Dialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public Dialect dialect() {
		return this.dialect;
	}

	@Override
	public Set<DatabaseFeature> missing() {
		return MISSING;
	}

	@Override
	public String template(SqlFunction function) {
		DatabaseFeature missing = H2Functions.missing(function);
		if (missing != null) {
			require(missing);
		}
		return H2Functions.template(function);
	}

	/**
	 * H2 compares documents as texts, where 3.0 is not 3: a DECFLOAT keeps no zeros at
	 * the end.
	 */
	private static String comparable(String document) {
		String text = "CAST(" + document + " AS varchar)";
		return "COALESCE(" + number("REGEXP_SUBSTR(" + text + ", '^-?\\d.*')") + ", " + text + ")";
	}

	/** The same of a document in an array of texts, for many of them. */
	private static String comparableElement(String text) {
		return "CASE WHEN ASCII(" + text + ") BETWEEN ASCII('-') AND ASCII('9') THEN " + number(text) + " ELSE CAST(("
				+ text + " FORMAT JSON) AS varchar) END";
	}

	private static String number(String text) {
		return "CAST(CAST(" + text + " AS decfloat(100000)) AS varchar)";
	}

	@Override
	public String aggregate(AggregateFunction function) {
		return switch (function) {
			case BIT_AND, BIT_OR, BIT_XOR -> function + "_agg";
			case COUNT, SUM, AVG, MIN, MAX, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP, ANY_VALUE, STRING_AGG ->
				function.toString();
		};
	}

	@Override
	public String template(ArithmeticOperator operator) {
		return switch (operator) {
			case PLUS, MINUS, TIMES, DIVIDED_BY -> "({0} " + operator.symbol() + " {1})";
			case MODULO -> H2Functions.template(SqlFunction.MOD);
			case POWER -> "POWER({0}, {1})";
			case BIT_AND -> "BITAND({0}, {1})";
			case BIT_OR -> "BITOR({0}, {1})";
			case BIT_XOR -> "BITXOR({0}, {1})";
			case SHIFT_LEFT -> "LSHIFT({0}, {1})";
			case SHIFT_RIGHT -> "RSHIFT({0}, {1})";
		};
	}

	/** As PostgreSQL, H2 has both sides in capitals where case is ignored. */
	@Override
	public String likeTemplate(boolean ignoreCase) {
		return ignoreCase ? H2Functions.upper("{0}") + " LIKE " + H2Functions.upper("{1}") : "{0} LIKE {1}";
	}

	/**
	 * Documents are passed as an array of texts, which is never empty. A LEFT JOIN begins
	 * with the array, and goes no further than its end.
	 */
	@Override
	public String anyTemplate(SqlType elementType, @Nullable String own) {
		if (elementType != SqlType.JSON) {
			return "{0} = ANY({1})";
		}
		String element = "ARRAY_GET(\"a\".\"array\", \"i\".\"index\")";
		return amongDocuments(element,
				"(SELECT CAST({1} AS varchar ARRAY)) AS \"a\" (\"array\") LEFT JOIN SYSTEM_RANGE(1, "
						+ this.dialect.arrayElements()
						+ ") AS \"i\" (\"index\") ON \"i\".\"index\" <= CARDINALITY(\"a\".\"array\")");
	}

	/**
	 * The elements of an array of the arrays are the rows of a query, which H2 evaluates
	 * once and looks rows up in. It would evaluate it again for each row if the query
	 * read a function, such as UNNEST, or were a UNION.
	 */
	@Override
	public String anyTemplate(SqlType elementType, @Nullable String own, int arrays) {
		String type = (elementType == SqlType.JSON) ? "varchar" : this.dialect.columnType(elementType);
		String from = IntStream.rangeClosed(1, arrays)
			.mapToObj((array) -> (own != null) ? "{" + array + "}" : "CAST({" + array + "} AS " + type + " ARRAY)")
			.collect(Collectors.joining(", ", "(SELECT ARRAY[", "]) AS \"a\" (\"arrays\")"))
				+ " CROSS JOIN SYSTEM_RANGE(1, " + arrays + ") AS \"i\" (\"array\")" + " CROSS JOIN SYSTEM_RANGE(1, "
				+ this.dialect.comparedElements() + ") AS \"j\" (\"index\")";
		String element = "ARRAY_GET(ARRAY_GET(\"a\".\"arrays\", \"i\".\"array\"), \"j\".\"index\")";
		return (elementType == SqlType.JSON) ? amongDocuments(element, from) : among("{0}", element, from);
	}

	private static String amongDocuments(String element, String from) {
		return among(comparable("{0}"), comparableElement(element), from);
	}

	/** H2 would sort the rows once more if they did not come in the order of an index. */
	private static String among(String value, String element, String from) {
		return value + " IN (SELECT " + element + " FROM " + from + " ORDER BY 1)";
	}

	/** H2 asks for the types of the columns. */
	@Override
	public String rowsTemplate(List<SqlType> types, List<@Nullable String> own, int first, List<String> names) {
		return "SELECT * FROM UNNEST("
				+ IntStream.range(0, types.size())
					.mapToObj((index) -> "CAST({" + (first + index) + "} AS "
							+ this.dialect.columnType(types.get(index)) + " ARRAY)")
					.collect(Collectors.joining(", "))
				+ ")" + (names.isEmpty() ? "" : " AS \"_row\" (\"" + String.join("\", \"", names) + "\")");
	}

	@Override
	public String elementsTemplate(SqlType elementType, @Nullable String own) {
		String array = (own != null) ? "{0}" : "CAST({0} AS " + this.dialect.columnType(elementType) + " ARRAY)";
		return "SELECT \"value\" FROM UNNEST(" + array + ") AS \"a\" (\"value\")";
	}

	/** H2 sorts nulls before all values. */
	@Override
	public void order(SqlText out, SqlQuery.Order order, Runnable value, Runnable source) {
		SqlQuery.Nulls nulls = order.nulls();
		if (nulls == SqlQuery.Nulls.DEFAULT || nulls == SqlQuery.Nulls.NONE) {
			nulls = order.descending() ? SqlQuery.Nulls.FIRST : SqlQuery.Nulls.LAST;
		}
		CompleteSpelling.super.order(out, new SqlQuery.Order(order.expression(), order.descending(), nulls), value,
				source);
	}

	/**
	 * As on PostgreSQL, the dot stands for line ends too, letters are Unicode's, and what
	 * Java calls a word's boundary is a backspace.
	 */
	@Override
	public String regexTemplate(boolean ignoreCase) {
		return "REGEXP_LIKE({0}, '" + (ignoreCase ? "(?isU)" : "(?sU)") + "' || " + withEscapes(CLASSES, "$1") + ")";
	}

	@Override
	public String template(JsonOperator operator) {
		return switch (operator) {
			case EQUAL -> comparable("{0}") + " = " + comparable("{1}");
			case EQUAL_OBJECTS -> missing(DatabaseFeature.JSON_EQUALITY);
			case CONTAINS, HAS_KEY, HAS_ANY_KEY, HAS_ALL_KEYS -> missing(DatabaseFeature.JSON_OPERATORS);
		};
	}

	/**
	 * A conversion of types would go through the session's zone, text does not. A date
	 * without a time would be no text of a point in time.
	 */
	@Override
	public String zoneTemplate(boolean local) {
		return local
				? "CAST(REGEXP_REPLACE(CAST({0} AT TIME ZONE {1} AS varchar), '[+-]\\d\\d(:\\d\\d)*$', '') AS timestamp(6))"
				: "CAST(CAST(CAST({0} AS timestamp(6)) AS varchar) || ' ' || {1} AS timestamp(6) with time zone)";
	}

	@Override
	public String offset(ZoneOffset offset) {
		return Identifiers.text(offset.equals(ZoneOffset.UTC) ? "UTC" : offset.getId());
	}

	@Override
	public String extractTemplate(DatePart part) {
		return "EXTRACT(" + partName(part) + " FROM {0})";
	}

	private static String partName(DatePart part) {
		return switch (part) {
			case ISO_YEAR -> "ISO_WEEK_YEAR";
			case WEEK -> "ISO_WEEK";
			case ISO_WEEK_DAY -> "ISO_DAY_OF_WEEK";
			case YEAR, QUARTER, MONTH, DAY, HOUR, MINUTE, SECOND -> part.name();
		};
	}

	@Override
	public String truncateTemplate(DatePart part) {
		return "DATE_TRUNC(" + partName(part) + ", {0})";
	}

	@Override
	public String pathTemplate(List<String> keys, boolean text) {
		if (text) {
			require(DatabaseFeature.JSON_TEXT);
		}
		StringBuilder path = new StringBuilder("({0})");
		for (String key : keys) {
			if (FROM_END.matcher(key).matches()) {
				require(DatabaseFeature.JSON_INDEX_FROM_END);
			}
			path.append(INDEX.matcher(key).matches() ? "[" + (Long.parseLong(key) + 1) + "]"
					: "." + this.dialect.quote(key).replace("{", "{{"));
		}
		// As on PostgreSQL, a single value counts for an array of itself
		boolean first = keys.size() == 1 && INDEX.matcher(keys.get(0)).matches() && Long.parseLong(keys.get(0)) == 0;
		return first ? "CASE WHEN {0} IS JSON SCALAR THEN {0} ELSE " + path + " END" : path.toString();
	}

	@Override
	public ObjectWords objectWords() {
		return new ObjectWords("JSON_OBJECT(", ": ");
	}

	@Override
	public String text(String value) {
		return Identifiers.text(value);
	}

	@Override
	public String parameter(SqlType type, Place place) {
		if (this.dialect.bindForm(type) == Dialect.BindForm.TEXT) {
			return "(? FORMAT JSON)";
		}
		return (place != Place.INFERRED) ? "CAST(? AS " + this.dialect.columnType(type) + ")" : "?";
	}

	@Override
	public boolean framesPlaces() {
		return false;
	}

	@Override
	public AggregateFilters aggregateFilters() {
		return AggregateFilters.CLAUSE_THAT_MAY_HOLD;
	}

	@Override
	public boolean castsLikeOperand() {
		return false;
	}

	@Override
	public void returning(SqlText out, Runnable columns, Runnable write) {
		out.append("SELECT ");
		columns.run();
		out.append(" FROM FINAL TABLE (");
		write.run();
		out.append(")");
	}

	@Override
	public String nextValue(String sequence) {
		return "NEXT VALUE FOR " + sequence;
	}

}
