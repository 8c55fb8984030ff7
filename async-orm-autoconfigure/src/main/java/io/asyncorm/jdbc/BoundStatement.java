package io.asyncorm.jdbc;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement and the arrays that were made for it, which go with it.
 */
final class BoundStatement implements AutoCloseable {

	private final PreparedStatement statement;

	private final List<Array> arrays = new ArrayList<>();

	BoundStatement(PreparedStatement statement) {
		this.statement = statement;
	}

	PreparedStatement statement() {
		return this.statement;
	}

	/**
	 * @param elementType what the driver calls the elements; null if it takes them as
	 * they are
	 */
	void setArray(int index, @Nullable String elementType, @Nullable Object[] elements) throws SQLException {
		if (elementType == null) {
			this.statement.setObject(index, elements);
			return;
		}
		Array array = this.statement.getConnection().createArrayOf(elementType, elements);
		this.arrays.add(array);
		this.statement.setArray(index, array);
	}

	@Override
	public void close() throws SQLException {
		try (this.statement) {
			for (Array array : this.arrays) {
				array.free();
			}
		}
	}

}
