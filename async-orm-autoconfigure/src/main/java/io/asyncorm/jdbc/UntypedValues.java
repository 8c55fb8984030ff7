package io.asyncorm.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.RangeText;

/**
 * Binds values for which JDBC has no type.
 */
final class UntypedValues {

	private UntypedValues() {
	}

	/** A range, whose type is left to the server if nothing says it. */
	static void bindRange(Dialect dialect, PreparedStatement statement, int index, RangeText range)
			throws SQLException {
		requireRanges(dialect);
		String type = range.type();
		statement.setObject(index, (type != null) ? dialect.ofOwnType(type, range.text()) : range.text(), Types.OTHER);
	}

	static void requireRanges(Dialect dialect) {
		if (!dialect.capabilities().untypedText()) {
			throw new InvalidValueException(dialect.name() + " has no ranges: pass the ends of a Range as two values");
		}
	}

	/** What may be a class of the driver's own. */
	static void bindUnknown(PreparedStatement statement, int index, Object value) throws SQLException {
		try {
			statement.setObject(index, value);
		}
		catch (SQLException ex) {
			throw new InvalidValueException("A value of type '" + value.getClass().getTypeName()
					+ "' cannot be bound: convert it, or declare an AttributeConverter of its class", ex);
		}
	}

}
