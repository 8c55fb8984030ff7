package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation.Change;
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

	/** The values of one row. */
	public List<Change> row(int row) {
		return IntStream.range(0, this.fields.size()).mapToObj((column) -> {
			ModelField field = this.fields.get(column);
			return new Change(field, Expression.Value.of(this.columns.get(column).get(row), field.type()));
		}).toList();
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

		private final List<List<@Nullable Object>> columns;

		private final int[] places;

		private int size;

		/**
		 * @param rows how many rows there are at most
		 */
		public Builder(List<ModelField> fields, int rows) {
			this.fields = List.copyOf(fields);
			this.places = new int[rows];
			this.columns = fields.stream().<List<@Nullable Object>>map((field) -> new ArrayList<>(rows)).toList();
		}

		/** Whether it is a block of rows of these fields. */
		public boolean isOf(List<ModelField> others) {
			int count = others.size();
			for (int i = 0; i < count && count == this.fields.size(); i++) {
				if (this.fields.get(i) != others.get(i)) {
					return false;
				}
			}
			return count == this.fields.size();
		}

		/**
		 * Adds a row.
		 * @param place where it stands in the list that the user gave
		 * @param values constants, in the order of the fields
		 */
		public void add(int place, List<? extends @Nullable Object> values) {
			this.places[this.size++] = place;
			for (int i = 0; i < values.size(); i++) {
				this.columns.get(i).add(values.get(i));
			}
		}

		public RowBlock build() {
			return new RowBlock(this.fields, this.places, 0, this.size,
					this.columns.stream().<List<@Nullable Object>>map(Collections::unmodifiableList).toList());
		}

	}

}
