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

	private final List<Integer> places;

	private final List<List<@Nullable Object>> columns;

	private RowBlock(List<ModelField> fields, List<Integer> places, List<List<@Nullable Object>> columns) {
		this.fields = fields;
		this.places = places;
		this.columns = columns;
	}

	/** The columns that are given; others are left to the database. */
	public List<ModelField> fields() {
		return this.fields;
	}

	/** Where each row stands in the list that the user gave. */
	public List<Integer> places() {
		return this.places;
	}

	/** The values of each column, in the order of the rows. */
	public List<List<@Nullable Object>> columns() {
		return this.columns;
	}

	public int size() {
		return this.places.size();
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
		return (from == 0 && to == size()) ? this : new RowBlock(this.fields, this.places.subList(from, to),
				this.columns.stream().<List<@Nullable Object>>map((column) -> column.subList(from, to)).toList());
	}

	/** Collects the rows of a block. Used by one thread. */
	public static final class Builder {

		private final List<ModelField> fields;

		private final List<Integer> places = new ArrayList<>();

		private final List<List<@Nullable Object>> columns;

		public Builder(List<ModelField> fields) {
			this.fields = List.copyOf(fields);
			this.columns = fields.stream().<List<@Nullable Object>>map((field) -> new ArrayList<>()).toList();
		}

		/**
		 * Adds a row.
		 * @param place where it stands in the list that the user gave
		 * @param values constants, in the order of the fields
		 */
		public void add(int place, List<Change> values) {
			this.places.add(place);
			for (int i = 0; i < values.size(); i++) {
				this.columns.get(i).add(values.get(i).constant());
			}
		}

		public RowBlock build() {
			return new RowBlock(this.fields, Collections.unmodifiableList(this.places),
					this.columns.stream().<List<@Nullable Object>>map(Collections::unmodifiableList).toList());
		}

	}

}
