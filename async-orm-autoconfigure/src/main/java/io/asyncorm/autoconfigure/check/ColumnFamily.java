package io.asyncorm.autoconfigure.check;

import java.sql.Types;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.asyncorm.plan.StatementDescription.Column;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnType;

/**
 * What a column holds, as far as it decides what it can never be read as.
 */
enum ColumnFamily {

	NUMBER, TRUTH, TEXT, DATE, TIME, MOMENT, BYTES, UUID, OTHER;

	private static final Set<ColumnFamily> TIMES = EnumSet.of(DATE, TIME, MOMENT);

	static ColumnFamily of(Column column) {
		String name = column.typeName().toLowerCase(Locale.ROOT);
		// which drivers say is a date, or truth
		if (name.equals("year") || name.equals("bit")) {
			return OTHER;
		}
		return switch (column.jdbcType()) {
			case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.REAL, Types.FLOAT, Types.DOUBLE,
					Types.NUMERIC, Types.DECIMAL ->
				NUMBER;
			case Types.BOOLEAN, Types.BIT -> TRUTH;
			case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR,
					Types.CLOB, Types.NCLOB ->
				// a constant null is text, too, and so is what stands in a document
				column.table().isEmpty() ? OTHER : TEXT;
			case Types.DATE -> DATE;
			case Types.TIME, Types.TIME_WITH_TIMEZONE -> TIME;
			case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> MOMENT;
			case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
			default -> name.equals("uuid") ? UUID : OTHER;
		};
	}

	/** Whether some value may be read as a class; what is not known may. */
	boolean canBeReadAs(Class<?> boxed) {
		if (this == OTHER || !ColumnType.isSimple(boxed)) {
			return true;
		}
		SqlType wanted = ColumnType.sqlType(boxed);
		return switch (wanted) {
			case TEXT -> !boxed.isEnum() || this == TEXT;
			case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, BOOLEAN -> this == NUMBER || this == TRUTH;
			case DATE -> this == DATE || this == MOMENT;
			case TIME -> this == TIME || this == MOMENT;
			case DATE_TIME, INSTANT -> this == DATE || this == MOMENT;
			case UUID, BYTES -> this != NUMBER && this != TRUTH && !TIMES.contains(this);
			case DURATION -> this != TRUTH && !TIMES.contains(this);
			case JSON, ARRAY -> true;
		};
	}

}
