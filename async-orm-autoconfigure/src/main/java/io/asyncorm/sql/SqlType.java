package io.asyncorm.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;

/**
 * The types that columns, binds and casts can have, as far as SQL is concerned.
 *
 * @since 0.1.0
 */
public enum SqlType {

	/** Text of any length. */
	TEXT,
	/** True or false. */
	BOOLEAN,
	/** Two bytes, signed. */
	SMALLINT,
	/** Four bytes, signed. */
	INTEGER,
	/** Eight bytes, signed. */
	BIGINT,
	/** Four bytes, floating. */
	REAL,
	/** Eight bytes, floating. */
	DOUBLE,
	/** Exact number. */
	DECIMAL,
	/** Day. */
	DATE,
	/** Time of day. */
	TIME,
	/** Point on the time line. */
	INSTANT,
	/** Date and time without a zone. */
	DATE_TIME,
	/** Length of time. */
	DURATION,
	/** Universally unique identifier. */
	UUID,
	/** Bytes. */
	BYTES,
	/** JSON document. */
	JSON;

	private static final Map<Class<?>, SqlType> BY_CLASS = Map.ofEntries(Map.entry(String.class, TEXT),
			Map.entry(Boolean.class, BOOLEAN), Map.entry(Short.class, SMALLINT), Map.entry(Integer.class, INTEGER),
			Map.entry(Long.class, BIGINT), Map.entry(Float.class, REAL), Map.entry(Double.class, DOUBLE),
			Map.entry(BigDecimal.class, DECIMAL), Map.entry(BigInteger.class, DECIMAL),
			Map.entry(LocalDate.class, DATE), Map.entry(LocalTime.class, TIME), Map.entry(Instant.class, INSTANT),
			Map.entry(LocalDateTime.class, DATE_TIME), Map.entry(Duration.class, DURATION),
			Map.entry(java.util.UUID.class, UUID), Map.entry(byte[].class, BYTES));

	/**
	 * The type that values of a Java class have in SQL: an enum is stored by its name,
	 * and a class that is no simple value as a JSON document.
	 */
	public static SqlType of(Class<?> javaType) {
		return javaType.isEnum() ? TEXT : BY_CLASS.getOrDefault(javaType, JSON);
	}

	/** Whether a Java class is a simple value, with a column type of its own. */
	public static boolean isSimple(Class<?> javaType) {
		return javaType.isEnum() || BY_CLASS.containsKey(javaType);
	}

}
