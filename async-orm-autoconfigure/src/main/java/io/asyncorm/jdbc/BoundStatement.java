package io.asyncorm.jdbc;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.dialect.ArrayForm;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement with its values bound, which frees the arrays that were created
 * for it when it is closed.
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

	void setArray(int index, ArrayForm form, @Nullable Object[] elements) throws SQLException {
		switch (form) {
			case ArrayForm.JdbcArray jdbc -> {
				Array array = this.statement.getConnection()
					.createArrayOf(jdbc.elementType(), DistantTimes.inArray(elements));
				this.arrays.add(array);
				this.statement.setArray(index, array);
			}
			case ArrayForm.JavaArray ignored -> this.statement.setObject(index, elements);
			case ArrayForm.JsonText ignored -> this.statement.setString(index, JsonArrays.toText(elements));
		}
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
