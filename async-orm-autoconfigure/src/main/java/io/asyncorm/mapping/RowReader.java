package io.asyncorm.mapping;

import java.sql.ResultSet;
import java.util.List;
import java.util.function.UnaryOperator;

import io.asyncorm.type.ColumnReader;
import io.asyncorm.model.LoadedTargets;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Reads the rows of a result set as objects and values, by a {@link RowLayout}. Readers,
 * constructors and columns are found when it is created, so that a row costs no
 * reflection and no look-up. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class RowReader {

	private static final @Nullable Object[] NO_VALUES = new Object[0];

	private static final EntityReader[] NONE_JOINED = {};

	private final @Nullable EntityReader entity;

	private final EntityReader[] joined;

	private final ColumnReader[] values;

	private final int[] offsets;

	private RowReader(@Nullable EntityReader entity, EntityReader[] joined, ColumnReader[] values, int[] offsets) {
		this.entity = entity;
		this.joined = joined;
		this.values = values;
		this.offsets = offsets;
	}

	/**
	 * Creates a reader of a layout's columns, from left to right.
	 * @param stored the type of column that holds values of a type, by the dialect
	 */
	public static RowReader of(RowLayout layout, RelationFactory relations, JsonFormat json,
			UnaryOperator<SqlType> stored) {
		ColumnReaders readers = new ColumnReaders(json, stored);
		ColumnReader[] values = layout.values().stream().map(readers::of).toArray(ColumnReader[]::new);
		RowLayout.ObjectLayout object = layout.object();
		if (object == null) {
			return new RowReader(null, NONE_JOINED, values, offsets(layout, 0));
		}
		EntityReaderBuilder builder = new EntityReaderBuilder(relations, readers);
		EntityReader entity = builder.build(object);
		EntityReader[] joined = layout.joined().stream().map(builder::build).toArray(EntityReader[]::new);
		return new RowReader(entity, joined, values, offsets(layout, builder.width()));
	}

	/** Where each value begins, counted from the first column of the layout. */
	private static int[] offsets(RowLayout layout, int first) {
		int[] offsets = new int[layout.values().size()];
		int next = first;
		for (int i = 0; i < offsets.length; i++) {
			offsets[i] = next;
			next += layout.values().get(i).width();
		}
		return offsets;
	}

	/**
	 * Creates a reader of a model's objects whose columns may be anywhere in the row, as
	 * in raw SQL.
	 * @param columns the number of the column, from 1, of each of the model's fields
	 */
	public static RowReader of(ModelMetadata<?> model, List<Integer> columns, RelationFactory relations,
			JsonFormat json, UnaryOperator<SqlType> stored) {
		int[] offsets = columns.stream().mapToInt((column) -> column - 1).toArray();
		EntityReader entity = new EntityReaderBuilder(relations, new ColumnReaders(json, stored)).build(model, offsets);
		return new RowReader(entity, NONE_JOINED, new ColumnReader[0], new int[0]);
	}

	/** Creates a reader of the one column of a field. */
	public static RowReader of(ModelField field, JsonFormat json, UnaryOperator<SqlType> stored) {
		return new RowReader(null, NONE_JOINED, new ColumnReader[] { new ColumnReaders(json, stored).of(field) },
				new int[1]);
	}

	/** Reads the row that the result set stands on. */
	public ReadRow read(ResultSet row) {
		return read(row, 1);
	}

	/**
	 * Begins to read the rows of a result set.
	 * @param targets the objects that the foreign keys of the rows' objects may lead to
	 */
	public RowScan scan(LoadedTargets targets) {
		return new RowScan(this, targets);
	}

	/**
	 * Reads the row that the result set stands on.
	 * @param first the number of the column, from 1, that the layout begins at
	 */
	public ReadRow read(ResultSet row, int first) {
		return read(row, first, LoadedTargets.NONE);
	}

	ReadRow read(ResultSet row, int first, LoadedTargets targets) {
		Object object = null;
		if (this.entity != null) {
			object = this.entity.read(row, first, targets);
			if (object == null) {
				throw ReadFailures.ofMissingKey(this.entity);
			}
		}
		int others = this.joined.length;
		if (this.values.length + others == 0) {
			return new ReadRow(object, NO_VALUES);
		}
		@Nullable Object[] values = new Object[others + this.values.length];
		for (int i = 0; i < others; i++) {
			values[i] = this.joined[i].read(row, first);
		}
		for (int i = others; i < values.length; i++) {
			values[i] = value(this.values[i - others], row, first + this.offsets[i - others]);
		}
		return new ReadRow(object, values);
	}

	private static @Nullable Object value(ColumnReader reader, ResultSet row, int column) {
		try {
			return reader.read(row, column);
		}
		catch (DataAccessException | VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw ReadFailures.ofValue(row, column, ex);
		}
	}

}
