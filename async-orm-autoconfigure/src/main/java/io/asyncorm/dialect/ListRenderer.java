package io.asyncorm.dialect;

import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Writes what stands in the place of an array whose values are bound one by one.
 *
 * @param spelling how values are written
 */
record ListRenderer(Spelling spelling) {

	/** As an array, which is made of the values in the statement. */
	ListPlace array(SqlExpression.ArrayParameter array) {
		SqlType type = array.elementType();
		String own = (type != SqlType.ARRAY) ? ExpressionRenderer.own(array) : null;
		String arrayType = type(type, own) + "[]";
		return new ListPlace(0, 0, "CAST(ARRAY[", value(type, own), "] AS " + arrayType + ")",
				"CAST(ARRAY[] AS " + arrayType + ")", "CAST(? AS " + arrayType + ")", false);
	}

	/** As the values of IN, with their parentheses. */
	ListPlace in(SqlExpression.ArrayParameter array) {
		SqlType type = array.elementType();
		String own = ExpressionRenderer.own(array);
		boolean arrays = type == SqlType.ARRAY && own != null;
		String text = arrays ? "(SELECT CAST(\"_e\" AS " + own + ") FROM UNNEST(CAST(? AS text[])) AS \"_e\")"
				: "(SELECT UNNEST(CAST(? AS " + type(type, own) + "[])))";
		return new ListPlace(0, 0, "(", value(type, own), ")",
				"(SELECT CAST(NULL AS " + type(type, own) + ") WHERE FALSE)", text, true);
	}

	private static String type(SqlType type, @Nullable String own) {
		return (own != null) ? own : PostgresTypes.elementType(type);
	}

	private String value(SqlType type, @Nullable String own) {
		return (own != null) ? this.spelling.ownCastTemplate(own, false).replace("{0}", "?")
				: this.spelling.parameter(type, Spelling.Place.INFERRED);
	}

}
