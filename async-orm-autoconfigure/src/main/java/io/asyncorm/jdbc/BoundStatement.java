package io.asyncorm.jdbc;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.dialect.ArrayForm;
import io.asyncorm.persistence.SqlWork;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement with its values bound, which frees the arrays that were created
 * for it when it is closed.
 */
final class BoundStatement implements AutoCloseable {

	private final PreparedStatement statement;

	private final String sql;

	private List<Array> arrays = List.of();

	BoundStatement(PreparedStatement statement, String sql) {
		this.statement = statement;
		this.sql = sql;
	}

	/** Executes it, which can be cancelled. */
	<R extends @Nullable Object> R executing(OperationConnection connection, SqlWork<R> execution) throws SQLException {
		return DriverFailure.calling(this.sql, () -> connection.executing(this.statement, execution));
	}

	PreparedStatement statement() {
		return this.statement;
	}

	void setArray(int index, ArrayForm form, @Nullable Object[] elements) throws SQLException {
		switch (form) {
			case ArrayForm.JdbcArray jdbc -> {
				Array array = this.statement.getConnection()
					.createArrayOf(jdbc.elementType(), DistantTimes.inArray(elements));
				free(array);
				this.statement.setArray(index, array);
			}
			case ArrayForm.JavaArray ignored -> this.statement.setObject(index, elements);
			case ArrayForm.SingleValues ignored ->
				throw new IllegalArgumentException("Values that are bound one by one are no array");
			case ArrayForm.JsonText ignored -> this.statement.setString(index, JsonArrays.toText(elements));
		}
	}

	/** It gives so many rows at most; 0 for all. */
	void askFor(int most) throws SQLException {
		if (most > 0) {
			this.statement.setMaxRows(most);
		}
	}

	/** Frees an array when this is closed; hardly any statement has one. */
	private void free(Array array) {
		if (this.arrays.isEmpty()) {
			this.arrays = new ArrayList<>();
		}
		this.arrays.add(array);
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
