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

/**
 * Links as rows of single values, for drivers that take no arrays: those in front of
 * several servers find by its values where a row belongs. Links that are there already
 * are left out as conflicts with the unique key over both ends.
 *
 * @param links whose they are
 * @param conflict the unique key
 */
record LinkRows(RelatedRows.Links links, List<ModelField> conflict) {

	/** How many objects are linked at once. */
	static final int MOST = 500;

	/**
	 * An insert of a link to each of some objects.
	 * @param values the columns besides the two ends
	 */
	Write insert(List<Object> keys, List<Change> values) {
		Expression owner = this.links.owner();
		List<List<Change>> rows = new ArrayList<>();
		for (Object key : keys) {
			Expression target = Expression.Value.of(key, this.links.targetField().type());
			rows.add(row(owner, target, values));
			if (this.links.relation().symmetrical()) {
				rows.add(row(target, owner, values));
			}
		}
		return new Write.InsertRows(this.links.through(), rows, new OnConflict(this.conflict, List.of(), null),
				this.conflict);
	}

	private List<Change> row(Expression owner, Expression target, List<Change> values) {
		Map<ModelField, Expression> columns = new LinkedHashMap<>();
		CompositeColumns.put(columns, this.links.ownerField(), owner);
		CompositeColumns.put(columns, this.links.targetField(), target);
		values.forEach((value) -> columns.put(value.field(), value.value()));
		return columns.entrySet().stream().map((column) -> new Change(column.getKey(), column.getValue())).toList();
	}

}
