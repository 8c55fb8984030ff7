package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Step;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.FilteredJoin;
import io.asyncorm.plan.JoinedObject;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

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
	 * Selects relations as {@code selectRelated(...)} names them: those on these paths,
	 * every required foreign key where there is none, and, as in Django, none any more
	 * where null is the only one.
	 */
	public static QueryState select(QueryState state, @Nullable String @Nullable [] paths) {
		if (paths == null || paths.length == 1 && paths[0] == null) {
			Combinations.requireNone(state, "selectRelated");
			return (state.selection() instanceof QueryState.Instances instances)
					? QueryEdits.select(state, new QueryState.Instances(List.of(), instances.annotations())) : state;
		}
		return (paths.length == 0) ? selectRelated(state) : selectRelated(state, Names.of("selectRelated", paths));
	}

	/**
	 * Selects every foreign key that is not null, and theirs, up to five in a row, as in
	 * Django.
	 */
	private static QueryState selectRelated(QueryState state) {
		Combinations.requireNone(state, "selectRelated");
		List<List<ModelRelation>> related = new ArrayList<>();
		addRequired(state.model(), List.of(), related);
		return QueryEdits.select(state,
				(state.selection() instanceof QueryState.Instances instances)
						? new QueryState.Instances(related, instances.joined(), instances.annotations())
						: new QueryState.Instances(related, false));
	}

	private static void addRequired(ModelMetadata<?> model, List<ModelRelation> path,
			List<List<ModelRelation>> related) {
		for (ModelField field : model.foreignKeys()) {
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
	private static QueryState selectRelated(QueryState state, List<String> paths) {
		Combinations.requireNone(state, "selectRelated");
		if (!(state.selection() instanceof QueryState.Instances instances)) {
			throw new InvalidDataAccessApiUsageException(
					"selectRelated() cannot be used after values(): there are no objects to relate");
		}
		List<List<ModelRelation>> related = new ArrayList<>(instances.related());
		List<JoinedObject> joined = new ArrayList<>(instances.joined());
		for (String path : paths) {
			List<Step> names = ExpressionAccess.steps(path);
			int scope = FilteredRelations.scope(state, names);
			if (scope < 0) {
				addJoined(joined, FilteredJoin.ofScope(state.filteredJoins(), scope), scope, path, names);
			}
			else {
				addPrefixes(related, toOneRelations(state.model(), path, names));
			}
		}
		return QueryEdits.select(state, new QueryState.Instances(related, joined, instances.annotations()));
	}

	/** A filtered relation may lead to many objects: each comes in a row of its own. */
	private static void addJoined(List<JoinedObject> joined, FilteredJoin relation, int scope, String path,
			List<Step> names) {
		List<List<ModelRelation>> related = new ArrayList<>();
		joined.stream().filter((known) -> known.scope() == scope).forEach((known) -> related.addAll(known.related()));
		addPrefixes(related, toOneRelations(relation.target(), path, names.subList(1, names.size())));
		joined.removeIf((known) -> Names.sameWords(known.name(), relation.name()));
		joined.add(new JoinedObject(relation.name(), scope, related));
	}

	private static void addPrefixes(List<List<ModelRelation>> related, List<ModelRelation> relations) {
		for (int length = 1; length <= relations.size(); length++) {
			List<ModelRelation> prefix = relations.subList(0, length);
			if (!related.contains(prefix)) {
				related.add(List.copyOf(prefix));
			}
		}
	}

	/** Refuses what only rows can hold for a query set of objects. */
	public static void requireNoneJoined(QueryState state) {
		if (state.selection() instanceof QueryState.Instances instances && !instances.joined().isEmpty()) {
			throw new InvalidDataAccessApiUsageException("'" + instances.joined().get(0).name()
					+ "' is a filtered relation, whose object only a row can hold: call rows() on the query set");
		}
	}

	/**
	 * The relations of a path such as {@code author__mentor}.
	 * @throws io.asyncorm.model.FieldException if one of them leads to many objects
	 */
	static List<ModelRelation> toOneRelations(ModelMetadata<?> model, String path) {
		return toOneRelations(model, path, ExpressionAccess.steps(path));
	}

	private static List<ModelRelation> toOneRelations(ModelMetadata<?> model, String path, List<Step> names) {
		return FieldPath.relations(model, names, (relation) -> !relation.toMany(), "selectRelated(\"" + path + "\")",
				"to one object");
	}

}
