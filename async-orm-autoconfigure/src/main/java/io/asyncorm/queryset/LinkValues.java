package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.RelatedRows.NewLinks;
import io.asyncorm.resolution.NewRow;
import io.asyncorm.resolution.WriteValues;

/**
 * Resolves the columns of new rows of a join table besides the two keys: what was given,
 * and the defaults of a model that the table has, whose constructor judges each row.
 *
 * @param <L> the model of the join table
 */
final class LinkValues<L> implements Function<List<Object>, List<NewLinks>> {

	private final ModelMetadata<L> through;

	private final WriteValues<L> values;

	private final Change owner;

	private final ModelField target;

	private final Map<ModelField, Expression> given;

	private LinkValues(ModelMetadata<L> through, QuerySets querySets, Change owner, ModelField target, Kw given) {
		this.through = through;
		this.values = querySets.values(through);
		this.owner = owner;
		this.target = target;
		this.given = this.values.ofKeywords(ExpressionAccess.keywords(given));
		for (ModelField end : List.of(owner.field(), target)) {
			if (end.columns().stream().anyMatch(this.given::containsKey)) {
				throw new FieldException("The values for the rows of '" + through.name() + "' cannot give '"
						+ end.name() + "', which is one of the two objects that are linked");
			}
		}
	}

	static LinkValues<?> of(QuerySets querySets, Change owner, ModelField target, Kw given) {
		// rows are made where the operation runs, and there is no caller
		QuerySets rows = (target.model().type() != Object.class) ? querySets.ofCaller() : querySets;
		return new LinkValues<>(target.model(), rows, owner, target, given);
	}

	@Override
	public List<NewLinks> apply(List<Object> keys) {
		if (this.through.type() == Object.class) {
			return List.of(new NewLinks(keys, WriteValues.toChanges(this.given)));
		}
		Map<List<Change>, List<Object>> keysByValues = new LinkedHashMap<>();
		Map<ModelField, Expression> times = new LinkedHashMap<>();
		for (Object key : keys) {
			keysByValues.computeIfAbsent(values(key, times), (values) -> new ArrayList<>()).add(key);
		}
		List<NewLinks> rows = new ArrayList<>();
		keysByValues.forEach((values, equal) -> rows.add(new NewLinks(equal, values)));
		return rows;
	}

	/**
	 * @param times the automatic times, which are the same for all rows
	 */
	private List<Change> values(Object key, Map<ModelField, Expression> times) {
		Map<ModelField, Expression> all = new LinkedHashMap<>(this.given);
		CompositeColumns.put(all, this.owner.field(), this.owner.value());
		CompositeColumns.put(all, this.target, Expression.Value.of(key, this.target.type()));
		NewRow<L> row = this.values.newRow(all);
		RuntimeException refusal = row.refusal();
		if (refusal != null) {
			throw refusal;
		}
		Map<ModelField, Expression> others = new LinkedHashMap<>(row.values());
		others.keySet().removeAll(this.owner.field().columns());
		others.keySet().removeAll(this.target.columns());
		others.replaceAll(
				(field, value) -> field.stamp().isTime() ? times.computeIfAbsent(field, (any) -> value) : value);
		return WriteValues.toChanges(others);
	}

}
