package io.asyncorm.type;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Reads columns of which drivers return primitive values: where a column is null, these
 * are zero or false, so that they need not be asked after any other.
 */
final class PrimitiveColumns {

	private PrimitiveColumns() {
	}

	static @Nullable Object readBoolean(ResultSet row, int column) throws SQLException {
		boolean value = row.getBoolean(column);
		return isNull(row, !value) ? null : value;
	}

	static @Nullable Object readShort(ResultSet row, int column) throws SQLException {
		short value = row.getShort(column);
		return isNull(row, value == 0) ? null : value;
	}

	static @Nullable Object readInt(ResultSet row, int column) throws SQLException {
		int value = row.getInt(column);
		return isNull(row, value == 0) ? null : value;
	}

	static @Nullable Object readLong(ResultSet row, int column) throws SQLException {
		long value = row.getLong(column);
		return isNull(row, value == 0) ? null : value;
	}

	static @Nullable Object readFloat(ResultSet row, int column) throws SQLException {
		float value = row.getFloat(column);
		return isNull(row, value == 0) ? null : value;
	}

	static @Nullable Object readDouble(ResultSet row, int column) throws SQLException {
		double value = row.getDouble(column);
		return isNull(row, value == 0) ? null : value;
	}

	private static boolean isNull(ResultSet row, boolean zero) throws SQLException {
		return zero && row.wasNull();
	}

}
