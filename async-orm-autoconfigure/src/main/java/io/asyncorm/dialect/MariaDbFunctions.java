package io.asyncorm.dialect;

import io.asyncorm.sql.SqlFunction;

/**
 * The functions of MariaDB, called so that their results match PostgreSQL's.
 */
final class MariaDbFunctions {

	/**
	 * Otherwise a quotient or an average would have four digits more than its operand.
	 */
	static final String WITH_DIGITS = "({0} * 1.000000000000)";

	private MariaDbFunctions() {
	}

	/**
	 * Writes the call of a function.
	 * @param spelling refuses what MariaDB lacks
	 */
	static String template(SqlFunction function, Spelling spelling) {
		return switch (function) {
			case CONCAT -> "CONCAT_WS('', {*})";
			case LENGTH -> "CHAR_LENGTH({0})";
			case CODE_POINT -> "CASE WHEN {0} = '' THEN 0 ELSE "
					+ "CAST(CONV(HEX(CONVERT(LEFT({0}, 1) USING utf32)), 16, 10) AS signed) END";
			case CHARACTER -> "CONVERT(CONVERT(UNHEX(LPAD(HEX({0}), 8, '0')) USING utf32) USING utf8mb4)";
			case LPAD, RPAD -> "CASE WHEN {2} = '' THEN LEFT({0}, {1}) ELSE " + function + "({*}) END";
			case STRPOS -> "LOCATE({1}, {0})";
			case SHA1 -> "SHA1({0})";
			case SHA224 -> "SHA2({0}, 224)";
			case SHA256 -> "SHA2({0}, 256)";
			case SHA384 -> "SHA2({0}, 384)";
			case SHA512 -> "SHA2({0}, 512)";
			case GREATEST -> "COALESCE(GREATEST({0}, {1}), {0}, {1})";
			case LEAST -> "COALESCE(LEAST({0}, {1}), {0}, {1})";
			case NOW -> "UTC_TIMESTAMP(6)";
			case DAYS_BETWEEN -> "(DATEDIFF({0}, {1}) * 86400000000)";
			case DATE_PLUS -> "TIMESTAMPADD(MICROSECOND, {1}, CAST({0} AS datetime(6)))";
			case DATE_MINUS -> "TIMESTAMPADD(MICROSECOND, -({1}), CAST({0} AS datetime(6)))";
			case MOMENT_PLUS, INSTANT_PLUS -> "TIMESTAMPADD(MICROSECOND, {1}, {0})";
			case MOMENT_MINUS, INSTANT_MINUS -> "TIMESTAMPADD(MICROSECOND, -({1}), {0})";
			case BETWEEN_MOMENTS -> "TIMESTAMPDIFF(MICROSECOND, {1}, {0})";
			case TIME_PLUS -> "CAST(TIMESTAMPADD(MICROSECOND, {1}, CONCAT('2000-01-01 ', {0})) AS time(6))";
			case TIME_MINUS -> "CAST(TIMESTAMPADD(MICROSECOND, -({1}), CONCAT('2000-01-01 ', {0})) AS time(6))";
			case INTEGER_QUOTIENT -> "({0} DIV {1})";
			case RANDOM -> "RAND()";
			case UUID4 -> uuid("HEX(RANDOM_BYTES(4)), '-', HEX(RANDOM_BYTES(2))", 4);
			case UUID7 -> uuid7("UNIX_TIMESTAMP(NOW(6)) * 1000");
			case UUID7_SHIFTED -> uuid7("UNIX_TIMESTAMP(NOW(6)) * 1000 + ({0}) / 1000");
			case JSON_NULL -> "JSON_COMPACT('null')";
			case JSON_ARRAY -> "JSON_ARRAY({*})";
			case BIGINT_TO_AVERAGE, NUMBER_TO_AVERAGE -> WITH_DIGITS;
			case TIME_TO_ADD -> "(TIME_TO_SEC({0}) * 1000000 + MICROSECOND({0}))";
			case BOOLEAN_TO_TEXT -> "CASE WHEN {0} THEN 'true' WHEN NOT {0} THEN 'false' END";
			case DURATION_TO_TEXT -> spelling.missing(DatabaseFeature.DURATION_AS_TEXT);
			case DURATION_TO_EXTRACT, COMPUTED_DURATION_TO_EXTRACT -> spelling.missing(DatabaseFeature.DURATION_PARTS);
			case TO_SEARCH_VECTOR, WEIGH_SEARCH_VECTOR, JOIN_SEARCH_VECTORS, PLAIN_SEARCH, PHRASE_SEARCH, RAW_SEARCH,
					WEB_SEARCH, SEARCH_BOTH, SEARCH_EITHER, SEARCH_OTHERS, SEARCH_RANK, SEARCH_RANK_BY_COVER,
					SEARCH_HEADLINE ->
				spelling.missing(DatabaseFeature.TEXT_SEARCH);
			case TRIGRAM_SIMILARITY, TRIGRAM_WORD_SIMILARITY -> spelling.missing(DatabaseFeature.TRIGRAMS);
			case JSON_TO_TEXT -> spelling.missing(DatabaseFeature.JSON_AS_TEXT);
			case JSON_TO_SORT -> spelling.missing(DatabaseFeature.JSON_ORDER);
			case TEXT_TO_JSON -> "JSON_COMPACT({0})";
			case INSTANT_TO_JSON ->
				"CONCAT(REGEXP_REPLACE(DATE_FORMAT({0}, '%Y-%m-%dT%H:%i:%s.%f'), '[.]?0+$', ''), '+00:00')";
			case UPPER, LOWER, LEFT, RIGHT, REST, SUBSTRING, REVERSE, MD5, MOD, LOG, FLOAT_TO_INTEGER ->
				PostgresFunctions.template(function);
		};
	}

	private static String uuid7(String milliseconds) {
		String time = "LPAD(HEX(FLOOR(" + milliseconds + ")), 12, '0')";
		return uuid("LEFT(" + time + ", 8), '-', RIGHT(" + time + ", 4)", 7);
	}

	/** A UUID by chance, but for its first parts. */
	private static String uuid(String start, int version) {
		return "CAST(LOWER(CONCAT(" + start + ", '-" + version + "', SUBSTR(HEX(RANDOM_BYTES(2)), 2), '-',"
				+ " HEX(FLOOR(RAND() * 4) + 8), SUBSTR(HEX(RANDOM_BYTES(2)), 2), '-', HEX(RANDOM_BYTES(6)))) AS uuid)";
	}

}
