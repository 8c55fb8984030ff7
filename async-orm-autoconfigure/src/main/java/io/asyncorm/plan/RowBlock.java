package io.asyncorm.plan;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.ColumnValues;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a bulk insert that give values to the same columns, stored by column, as they
 * are bound. Immutable.
 *
 * @since 0.1.0
 */
public final class RowBlock {

	private final List<ModelField> fields;

	private final int[] places;

	private final int from;

	private final int size;

	private final List<List<@Nullable Object>> columns;

	private RowBlock(List<ModelField> fields, int[] places, int from, int size, List<List<@Nullable Object>> columns) {
		this.fields = fields;
		this.places = places;
		this.from = from;
		this.size = size;
		this.columns = columns;
	}

	/** The columns that are given; others are left to the database. */
	public List<ModelField> fields() {
		return this.fields;
	}

	/** Where a row stands in the list that the user gave. */
	public int place(int row) {
		return this.places[this.from + row];
	}

	/** The values of each column, in the order of the rows. */
	public List<List<@Nullable Object>> columns() {
		return this.columns;
	}

	public int size() {
		return this.size;
	}

	/**
	 * Whether all rows have values for a field: all are alike in that, where it matters.
	 */
	public boolean hasValues(ModelField field) {
		int column = this.fields.indexOf(field);
		return column >= 0 && this.columns.get(column).get(0) != null;
	}

	/** Whether the rows have the same values for a field as those of another block. */
	boolean hasSame(ModelField field, RowBlock other) {
		int column = this.fields.indexOf(field);
		return column >= 0 && this.columns.get(column).equals(other.columns.get(other.fields.indexOf(field)));
	}

	/** The values of one row. */
	public List<Change> row(int row) {
		return IntStream.range(0, this.fields.size()).mapToObj((column) -> {
			ModelField field = this.fields.get(column);
			return new Change(field, Expression.Value.of(this.columns.get(column).get(row), field.type()));
		}).toList();
	}

	/**
	 * The values of the row that stands at a place in the list that the user gave; none
	 * if there is no such row.
	 */
	static List<Change> rowAt(List<List<RowBlock>> chunks, int place) {
		return chunks.stream()
			.flatMap(List::stream)
			.flatMap((block) -> IntStream.range(0, block.size())
				.filter((row) -> block.place(row) == place)
				.mapToObj(block::row))
			.findFirst()
			.orElse(List.of());
	}

	/** The rows from one to another, which is not among them. */
	public RowBlock slice(int from, int to) {
		return (from == 0 && to == this.size) ? this : new RowBlock(this.fields, this.places, this.from + from,
				to - from,
				this.columns.stream().<List<@Nullable Object>>map((column) -> column.subList(from, to)).toList());
	}

	/** Collects the rows of a block. Used by one thread. */
	public static final class Builder {

		private final List<ModelField> fields;

		private final @Nullable Object[][] columns;

		private final int[] places;

		private int size;

		/**
		 * @param rows how many rows there are at most
		 */
		public Builder(List<ModelField> fields, int rows) {
			this.fields = List.copyOf(fields);
			this.places = new int[rows];
			this.columns = new @Nullable Object[fields.size()][];
			for (int i = 0; i < this.columns.length; i++) {
				ModelField field = fields.get(i);
				this.columns[i] = isFit(field) ? ColumnValues.newArray(field.type(), rows) : new Object[rows];
			}
		}

		/** Whether values of a field are stored as they are, and so were fit before. */
		private static boolean isFit(ModelField field) {
			return field.conversion() == null && !field.json() && ColumnType.isBoundAsItIs(field.type());
		}

		/**
		 * Adds a row, whose values follow.
		 * @param place where it stands in the list that the user gave
		 */
		public void add(int place) {
			this.places[this.size++] = place;
		}

		/**
		 * Sets a value of the row that was added last.
		 * @param column the place of its field
		 */
		public void set(int column, @Nullable Object value) {
			this.columns[column][this.size - 1] = value;
		}

		public RowBlock build() {
			return new RowBlock(this.fields, this.places, 0, this.size,
					Arrays.stream(this.columns)
						.<List<@Nullable Object>>map((column) -> ColumnValues.of(column, this.size))
						.toList());
		}

	}

}
