package io.asyncorm.dialect;

import io.asyncorm.sql.SqlFunction;

/**
 * The functions of PostgreSQL, whose results those of other databases must match.
 */
final class PostgresFunctions {

	private PostgresFunctions() {
	}

	static String template(SqlFunction function) {
		return switch (function) {
			case CONCAT -> "CONCAT({*})";
			case UPPER -> "UPPER({0})";
			case LOWER -> "LOWER({0})";
			case LENGTH -> "LENGTH({0})";
			case CODE_POINT -> "ASCII({0})";
			case CHARACTER -> "CHR({0})";
			case LEFT -> "LEFT({0}, {1})";
			case RIGHT -> "RIGHT({0}, {1})";
			case REST, SUBSTRING -> "SUBSTRING({*})";
			case LPAD -> "LPAD({*})";
			case RPAD -> "RPAD({*})";
			case STRPOS -> "STRPOS({0}, {1})";
			case REVERSE -> "REVERSE({0})";
			case MD5 -> "MD5({0})";
			case SHA1 -> "ENCODE(DIGEST({0}, 'sha1'), 'hex')";
			case SHA224 -> hash("SHA224");
			case SHA256 -> hash("SHA256");
			case SHA384 -> hash("SHA384");
			case SHA512 -> hash("SHA512");
			case GREATEST -> "GREATEST({*})";
			case LEAST -> "LEAST({*})";
			case NOW -> "STATEMENT_TIMESTAMP()";
			case DAYS_BETWEEN -> "(INTERVAL '1 day' * ({0} - {1}))";
			case DATE_PLUS, MOMENT_PLUS, TIME_PLUS -> "({0} + {1})";
			case DATE_MINUS, MOMENT_MINUS, TIME_MINUS, BETWEEN_MOMENTS -> "({0} - {1})";
			// A day of an interval would have 23 hours where the session's clocks change
			case INSTANT_PLUS -> "(({0} AT TIME ZONE 'UTC' + {1}) AT TIME ZONE 'UTC')";
			case INSTANT_MINUS -> "(({0} AT TIME ZONE 'UTC' - {1}) AT TIME ZONE 'UTC')";
			case INTEGER_QUOTIENT -> "({0} / {1})";
			case MOD -> "MOD({0}, {1})";
			case LOG -> "LOG({0}, {1})";
			case RANDOM -> "RANDOM()";
			case UUID4 -> "GEN_RANDOM_UUID()";
			case UUID7 -> "UUIDV7()";
			case UUID7_SHIFTED -> "UUIDV7({0})";
			case TO_SEARCH_VECTOR -> "to_tsvector({*})";
			case WEIGH_SEARCH_VECTOR -> "setweight({*})";
			case JOIN_SEARCH_VECTORS -> "tsvector_concat({0}, {1})";
			case PLAIN_SEARCH -> "plainto_tsquery({*})";
			case PHRASE_SEARCH -> "phraseto_tsquery({*})";
			case RAW_SEARCH -> "to_tsquery({*})";
			case WEB_SEARCH -> "websearch_to_tsquery({*})";
			case SEARCH_BOTH -> "tsquery_and({0}, {1})";
			case SEARCH_EITHER -> "tsquery_or({0}, {1})";
			case SEARCH_OTHERS -> "tsquery_not({0})";
			case SEARCH_RANK -> "ts_rank({*})";
			case SEARCH_RANK_BY_COVER -> "ts_rank_cd({*})";
			case SEARCH_HEADLINE -> "ts_headline({*})";
			case TRIGRAM_SIMILARITY -> "similarity({0}, {1})";
			case TRIGRAM_WORD_SIMILARITY -> "word_similarity({0}, {1})";
			case JSON_NULL -> "CAST('null' AS jsonb)";
			case JSON_ARRAY -> "JSONB_BUILD_ARRAY({*})";
			case BIGINT_TO_AVERAGE, NUMBER_TO_AVERAGE, TIME_TO_ADD, BOOLEAN_TO_TEXT, DURATION_TO_TEXT,
					DURATION_TO_EXTRACT, COMPUTED_DURATION_TO_EXTRACT, JSON_TO_TEXT, JSON_TO_SORT, TEXT_TO_JSON,
					INSTANT_TO_JSON, FLOAT_TO_INTEGER ->
				"{0}";
		};
	}

	private static String hash(String function) {
		return "ENCODE(" + function + "(CONVERT_TO({0}, 'UTF8')), 'hex')";
	}

}
