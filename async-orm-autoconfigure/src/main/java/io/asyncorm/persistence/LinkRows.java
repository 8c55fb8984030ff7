package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.OnConflict;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.RelatedRows;
import org.jspecify.annotations.Nullable;

/**
 * Links as rows of single values, for drivers that take no arrays: those in front of
 * several servers find by its values where a row belongs. Links that are there already
 * are left out as conflicts with the unique key over both ends.
 *
 * @param links whose they are
 * @param conflict the unique key
 */
record LinkRows(RelatedRows.Links links, List<ModelField> conflict) {

	/** How many rows are inserted at once. */
	private static final int MOST = 500;

	/**
	 * Inserts of a link to each of some objects, in the order of the ends, as in
	 * {@link LinkCompiler}.
	 * @param values the columns besides the two ends
	 */
	List<Write> inserts(List<Object> keys, List<Change> values) {
		Expression owner = this.links.owner();
		List<List<Change>> rows = new ArrayList<>();
		for (Object key : keys) {
			Expression target = Expression.Value.of(key, this.links.targetField().type());
			rows.add(row(owner, target, values));
			if (this.links.relation().symmetrical()) {
				rows.add(row(target, owner, values));
			}
		}
		rows.sort(LinkRows::compare);
		List<Write> inserts = new ArrayList<>();
		for (int from = 0; from < rows.size(); from += MOST) {
			inserts.add(new Write.InsertRows(this.links.through(),
					rows.subList(from, Math.min(rows.size() - from, MOST) + from),
					new OnConflict(this.conflict, List.of(), null), this.conflict));
		}
		return inserts;
	}

	/** Of rows with the same columns. What has no order is left where it is. */
	@SuppressWarnings("unchecked") // of one class
	private static int compare(List<Change> one, List<Change> other) {
		for (int i = 0; i < one.size(); i++) {
			Object left = constant(one.get(i));
			Object right = constant(other.get(i));
			if (left instanceof Comparable<?> value && right != null && left.getClass() == right.getClass()) {
				int order = ((Comparable<Object>) value).compareTo(right);
				if (order != 0) {
					return order;
				}
			}
		}
		return 0;
	}

	private static @Nullable Object constant(Change change) {
		return (change.value() instanceof Expression.Value constant) ? constant.value() : null;
	}

	private List<Change> row(Expression owner, Expression target, List<Change> values) {
		Map<ModelField, Expression> columns = new LinkedHashMap<>();
		CompositeColumns.put(columns, this.links.ownerField(), owner);
		CompositeColumns.put(columns, this.links.targetField(), target);
		values.forEach((value) -> columns.put(value.field(), value.value()));
		return columns.entrySet().stream().map((column) -> new Change(column.getKey(), column.getValue())).toList();
	}

}
