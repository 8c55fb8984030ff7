package io.asyncorm.dialect;

import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The names of PostgreSQL's types.
 */
final class PostgresTypes {

	private PostgresTypes() {
	}

	/** The name of a type in DDL and casts. */
	static String columnType(SqlType type, int length, int precision, int scale) {
		return switch (type) {
			case TEXT -> (length > 0) ? "varchar(" + length + ")" : "text";
			case BOOLEAN -> "boolean";
			case SMALLINT -> "smallint";
			case INTEGER -> "integer";
			case BIGINT -> "bigint";
			case REAL -> "real";
			case DOUBLE -> "double precision";
			case DECIMAL -> (precision > 0) ? "numeric(" + precision + ", " + scale + ")" : "numeric";
			case DATE -> "date";
			case TIME -> "time";
			case INSTANT -> "timestamp with time zone";
			case DATE_TIME -> "timestamp";
			case DURATION -> "interval";
			case UUID -> "uuid";
			case BYTES -> "bytea";
			case JSON -> "jsonb";
			case ARRAY -> throw new IllegalArgumentException("The type of an array is that of its elements");
		};
	}

	/**
	 * Writes an array whose type nothing around it tells: the driver leaves the type away
	 * where it is told to send no parameters ({@code preferQueryMode=simple}).
	 * @param own the type to which the array is cast already; null if it is not
	 */
	static String array(String array, SqlType elementType, @Nullable String own) {
		return (own != null) ? array : "CAST(" + array + " AS " + elementType(elementType) + "[])";
	}

	/** The name of an array's element type, as the driver wants it. */
	static String elementType(SqlType type) {
		return switch (type) {
			case TEXT, ARRAY -> "text";
			case BOOLEAN -> "bool";
			case SMALLINT -> "int2";
			case INTEGER -> "int4";
			case BIGINT -> "int8";
			case REAL -> "float4";
			case DOUBLE -> "float8";
			case DECIMAL -> "numeric";
			case DATE -> "date";
			case TIME -> "time";
			case INSTANT -> "timestamptz";
			case DATE_TIME -> "timestamp";
			case DURATION -> "interval";
			case UUID -> "uuid";
			case BYTES -> "bytea";
			case JSON -> "jsonb";
		};
	}

}
