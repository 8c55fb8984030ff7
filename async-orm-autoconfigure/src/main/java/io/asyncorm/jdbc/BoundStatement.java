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

	private List<Array> arrays = List.of();

	BoundStatement(PreparedStatement statement) {
		this.statement = statement;
	}

	PreparedStatement statement() {
		return this.statement;
	}

	/**
	 * Encodes an array as the driver sends it, which it may do while another statement is
	 * executed.
	 */
	EncodedArray encode(ArrayForm form, @Nullable Object[] elements) throws SQLException {
		return switch (form) {
			case ArrayForm.JdbcArray jdbc -> {
				Array array = this.statement.getConnection()
					.createArrayOf(jdbc.elementType(), DistantTimes.inArray(elements));
				free(array);
				yield new EncodedArray(array);
			}
			case ArrayForm.JavaArray ignored -> new EncodedArray(elements);
			case ArrayForm.JsonText ignored -> new EncodedArray(JsonArrays.toText(elements));
		};
	}

	/** Frees an array when this is closed; hardly any statement has one. */
	private void free(Array array) {
		if (this.arrays.isEmpty()) {
			this.arrays = new ArrayList<>();
		}
		this.arrays.add(array);
	}

	void setArray(int index, EncodedArray encoded) throws SQLException {
		switch (encoded.value()) {
			case Array array -> this.statement.setArray(index, array);
			case String text -> this.statement.setString(index, text);
			case Object other -> this.statement.setObject(index, other);
		}
	}

	/** An array as the driver takes it. */
	record EncodedArray(Object value) {

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
