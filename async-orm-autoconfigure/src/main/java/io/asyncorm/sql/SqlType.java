package io.asyncorm.sql;

import java.sql.Types;

/**
 * The column types that all databases have in some form: of columns, binds and casts.
 *
 * @since 0.1.0
 */
public enum SqlType {

	/** Text of any length. */
	TEXT(Types.VARCHAR),
	/** True or false. */
	BOOLEAN(Types.BOOLEAN),
	/** Two bytes, signed. */
	SMALLINT(Types.SMALLINT),
	/** Four bytes, signed. */
	INTEGER(Types.INTEGER),
	/** Eight bytes, signed. */
	BIGINT(Types.BIGINT),
	/** Four bytes, floating. */
	REAL(Types.REAL),
	/** Eight bytes, floating. */
	DOUBLE(Types.DOUBLE),
	/** Exact number. */
	DECIMAL(Types.NUMERIC),
	/** Date. */
	DATE(Types.DATE),
	/** Time of day. */
	TIME(Types.TIME),
	/** Point on the time line. */
	INSTANT(Types.TIMESTAMP_WITH_TIMEZONE),
	/** Date and time without a zone. */
	DATE_TIME(Types.TIMESTAMP),
	/** Length of time. */
	DURATION(Types.OTHER),
	/** Universally unique identifier. */
	UUID(Types.OTHER),
	/** Bytes. */
	BYTES(Types.BINARY),
	/** JSON document. */
	JSON(Types.VARCHAR),
	/**
	 * Array of values of one of the other types, which only the column tells; bound as a
	 * text that the database reads.
	 */
	ARRAY(Types.OTHER);

	private final int jdbcType;

	SqlType(int jdbcType) {
		this.jdbcType = jdbcType;
	}

	/** The JDBC type that drivers know it by, one of {@link Types}. */
	public int jdbcType() {
		return this.jdbcType;
	}

}
