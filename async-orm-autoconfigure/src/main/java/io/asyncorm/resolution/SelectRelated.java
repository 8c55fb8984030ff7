package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.QueryState;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Adds {@code selectRelated()} to a query: resolves the paths of relations that are
 * loaded by joins, in the query for the objects themselves. Pure functions.
 *
 * @since 0.1.0
 */
public final class SelectRelated {

	/** How many foreign keys in a row Django follows where no relation is named. */
	private static final int DEPTH = 5;

	private SelectRelated() {
	}

	/**
	 * Selects every foreign key that is not null, and theirs, up to five in a row, as in
	 * Django.
	 */
	public static QueryState selectRelated(QueryState state) {
		Combinations.requireNone(state, "selectRelated");
		List<List<ModelRelation>> related = new ArrayList<>();
		addRequired(state.model(), List.of(), related);
		return QueryEdits.select(state, new QueryState.Instances(related,
				state.selection() instanceof QueryState.Instances instances && instances.annotations()));
	}

	private static void addRequired(ModelMetadata<?> model, List<ModelRelation> path,
			List<List<ModelRelation>> related) {
		for (ModelField field : model.fields()) {
			ModelRelation relation = field.relation();
			if (relation != null && !field.nullable() && path.size() < DEPTH) {
				List<ModelRelation> further = new ArrayList<>(path);
				further.add(relation);
				related.add(List.copyOf(further));
				addRequired(relation.target(), further, related);
			}
		}
	}

	/**
	 * Selects every relation on these paths, besides those that are selected already.
	 * @throws InvalidDataAccessApiUsageException if the query selects values, not objects
	 */
	public static QueryState selectRelated(QueryState state, List<String> paths) {
		Combinations.requireNone(state, "selectRelated");
		if (!(state.selection() instanceof QueryState.Instances instances)) {
			throw new InvalidDataAccessApiUsageException(
					"selectRelated() cannot be used after values(): there are no objects to relate");
		}
		List<List<ModelRelation>> related = new ArrayList<>(instances.related());
		for (String path : paths) {
			List<ModelRelation> relations = toOneRelations(state.model(), path);
			for (int length = 1; length <= relations.size(); length++) {
				List<ModelRelation> prefix = relations.subList(0, length);
				if (!related.contains(prefix)) {
					related.add(List.copyOf(prefix));
				}
			}
		}
		return QueryEdits.select(state, new QueryState.Instances(related, instances.annotations()));
	}

	/**
	 * The relations of a path such as {@code author__mentor}.
	 * @throws io.asyncorm.model.FieldException if one of them leads to many objects
	 */
	static List<ModelRelation> toOneRelations(ModelMetadata<?> model, String path) {
		return FieldPath.relations(model, ExpressionAccess.steps(path), (relation) -> !relation.toMany(),
				"selectRelated(\"" + path + "\")", "to one object");
	}

}
