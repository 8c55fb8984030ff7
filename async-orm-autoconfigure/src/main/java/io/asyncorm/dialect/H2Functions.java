package io.asyncorm.dialect;

import io.asyncorm.sql.SqlFunction;
import org.jspecify.annotations.Nullable;

/**
 * The functions of H2, called so that their results match PostgreSQL's. H2 counts
 * characters beyond the basic plane twice, and makes two capitals of one letter as Java
 * does, where PostgreSQL counts one and has one for one.
 */
final class H2Functions {

	private static final String TWO_IN_JAVA = "\\x{{10000}-\\x{{10FFFF}";

	private static final String FIRST = "REGEXP_SUBSTR({0}, '(?s)^.{{0,' || CAST({1} AS integer) || '}')";

	private static final String REST = "REGEXP_SUBSTR({0}, '(?s)^.{{0,' || CAST({1} - 1 AS integer) || '}";

	/** H2 itself would fill up with the first character alone. */
	private static final String PADDING = "REGEXP_SUBSTR(REPEAT({2}, {1}), '(?s)^.{{0,'"
			+ " || CAST({1} - LENGTH(REGEXP_REPLACE(" + FIRST + ", '[" + TWO_IN_JAVA + "]', '_')) AS integer) || '}')";

	/** Letters that Java makes several capitals of. */
	private static final String GROWING = "'ßŉﬀﬁﬂﬃﬄﬅﬆ'";

	/** As many characters that have no capitals. */
	private static final String LASTING = "U&'\\E000\\E001\\E002\\E003\\E004\\E005\\E006\\E007\\E008'";

	private H2Functions() {
	}

	/** A text in capitals, one for each character. */
	static String upper(String text) {
		return "TRANSLATE(UPPER(TRANSLATE(" + text + ", " + GROWING + ", " + LASTING + ")), " + LASTING + ", " + GROWING
				+ ")";
	}

	/** What H2 would need to have for a function; null if it has all. */
	static @Nullable DatabaseFeature missing(SqlFunction function) {
		return switch (function) {
			case REVERSE -> DatabaseFeature.REVERSE;
			case UUID7_SHIFTED -> DatabaseFeature.UUID_OF_ANOTHER_TIME;
			case JSON_TO_SORT -> DatabaseFeature.JSON_ORDER;
			case JSON_TO_TEXT -> DatabaseFeature.JSON_AS_TEXT;
			case DURATION_TO_TEXT -> DatabaseFeature.DURATION_AS_TEXT;
			case DURATION_TO_EXTRACT -> DatabaseFeature.DURATION_PARTS;
			case TO_SEARCH_VECTOR, WEIGH_SEARCH_VECTOR, JOIN_SEARCH_VECTORS, PLAIN_SEARCH, PHRASE_SEARCH, RAW_SEARCH,
					WEB_SEARCH, SEARCH_BOTH, SEARCH_EITHER, SEARCH_OTHERS, SEARCH_RANK, SEARCH_RANK_BY_COVER,
					SEARCH_HEADLINE ->
				DatabaseFeature.TEXT_SEARCH;
			case TRIGRAM_SIMILARITY, TRIGRAM_WORD_SIMILARITY -> DatabaseFeature.TRIGRAMS;
			default -> null;
		};
	}

	static String template(SqlFunction function) {
		return switch (function) {
			case CONCAT -> "CONCAT({*})";
			case UPPER -> upper("{0}");
			case LOWER -> "LOWER(REPLACE({0}, 'İ', 'i'))";
			case LENGTH -> "LENGTH(REGEXP_REPLACE({0}, '[" + TWO_IN_JAVA + "]', '_'))";
			case CODE_POINT -> "CASE WHEN {0} = '' THEN 0 ELSE ASCII({0}) END";
			case CHARACTER -> "CHR({0})";
			case NUMBER_TO_AVERAGE, COMPUTED_DURATION_TO_EXTRACT -> "{0}";
			case LEFT -> FIRST;
			case RIGHT -> "REGEXP_SUBSTR({0}, '(?s).{{0,' || CAST({1} AS integer) || '}\\z')";
			case REST -> REST + "(.*)', 1, 1, '', 1)";
			case SUBSTRING -> REST + "(.{{0,' || CAST({2} AS integer) || '})', 1, 1, '', 1)";
			case LPAD -> "(" + PADDING + " || " + FIRST + ")";
			case RPAD -> "(" + FIRST + " || " + PADDING + ")";
			case STRPOS -> "(LOCATE({1}, {0}) - " + surplus("LEFT({0}, LOCATE({1}, {0}))") + ")";
			case MD5 -> hash("MD5");
			case SHA1 -> hash("SHA-1");
			case SHA224 -> hash("SHA-224");
			case SHA256 -> hash("SHA-256");
			case SHA384 -> hash("SHA-384");
			case SHA512 -> hash("SHA-512");
			case GREATEST -> "GREATEST({*}) IGNORE NULLS";
			case LEAST -> "LEAST({*}) IGNORE NULLS";
			case NOW -> "CURRENT_TIMESTAMP";
			case DAYS_BETWEEN -> "({0} - {1})";
			case MOMENT_PLUS, INSTANT_PLUS, TIME_PLUS -> "({0} + {1})";
			case MOMENT_MINUS, INSTANT_MINUS, TIME_MINUS, BETWEEN_MOMENTS -> "({0} - {1})";
			case INTEGER_QUOTIENT -> "({0} / {1})";
			case DATE_PLUS -> "(CAST({0} AS timestamp(6)) + {1})";
			case DATE_MINUS -> "(CAST({0} AS timestamp(6)) - {1})";
			// The remainder would be of the divisor's type, and lose its fraction
			case MOD -> "MOD({0}, CAST({1} AS decfloat))";
			case LOG -> "LOG({0}, {1})";
			case RANDOM -> "RAND()";
			case UUID4 -> "RANDOM_UUID()";
			case UUID7 -> "RANDOM_UUID(7)";
			case JSON_NULL -> "JSON 'null'";
			case JSON_ARRAY -> "JSON_ARRAY({*} NULL ON NULL)";
			// Otherwise there would be ten digits behind the point
			case BIGINT_TO_AVERAGE -> "CAST({0} AS numeric(38, 15))";
			case TIME_TO_ADD -> "({0} - TIME '00:00:00')";
			case BOOLEAN_TO_TEXT -> "LOWER(CAST({0} AS varchar))";
			case TEXT_TO_JSON -> "({0} FORMAT JSON)";
			case INSTANT_TO_JSON -> "REPLACE(CAST({0} AT TIME ZONE 'UTC' AS varchar), ' ', 'T') || ':00'";
			// By itself, H2 goes up from the middle
			case FLOAT_TO_INTEGER -> "CASE ABS(MOD(CAST({0} AS decfloat), CAST(2 AS decfloat)))"
					+ " WHEN 0.5 THEN TRUNC({0}) WHEN 1.5 THEN TRUNC({0}) + SIGN({0}) ELSE {0} END";
			case REVERSE, UUID7_SHIFTED, JSON_TO_SORT, JSON_TO_TEXT, DURATION_TO_TEXT, DURATION_TO_EXTRACT,
					TO_SEARCH_VECTOR, WEIGH_SEARCH_VECTOR, JOIN_SEARCH_VECTORS, PLAIN_SEARCH, PHRASE_SEARCH, RAW_SEARCH,
					WEB_SEARCH, SEARCH_BOTH, SEARCH_EITHER, SEARCH_OTHERS, SEARCH_RANK, SEARCH_RANK_BY_COVER,
					SEARCH_HEADLINE, TRIGRAM_SIMILARITY, TRIGRAM_WORD_SIMILARITY ->
				throw new IllegalArgumentException("H2 has no such function: " + function);
		};
	}

	/** How much longer H2 takes a text to be. */
	private static String surplus(String text) {
		return "LENGTH(REGEXP_REPLACE(" + text + ", '[^" + TWO_IN_JAVA + "]', '')) / 2";
	}

	private static String hash(String algorithm) {
		return "RAWTOHEX(HASH('" + algorithm + "', {0}))";
	}

}
