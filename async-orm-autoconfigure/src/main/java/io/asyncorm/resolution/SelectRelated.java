package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QueryAccess;
import io.asyncorm.query.QueryAccess.LockOptions;
import io.asyncorm.query.RowLock;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Relations to one object that are read along, and locked. Pure functions.
 *
 * @since 0.1.0
 */
public final class SelectRelated {

	/** How far Django follows foreign keys where none are named. */
	private static final int DEPTH = 5;

	private SelectRelated() {
	}

	public static QueryState lock(QueryState state, RowLock wanted) {
		LockOptions lock = QueryAccess.options(wanted);
		Combinations.requireNone(state, "selectForUpdate");
		if (lock.failing() && lock.skipping()) {
			throw new InvalidDataAccessApiUsageException("A lock either fails or leaves out the rows that others hold:"
					+ " use nowait() or skipLocked(), not both");
		}
		List<List<ModelRelation>> of = new ArrayList<>();
		for (String target : lock.targets()) {
			of.add(target.equals("self") ? List.of() : toOneRelations(state.model(), target));
		}
		return state.mutate().lock(new QueryState.Lock(lock, of)).build();
	}

	/**
	 * What is to be locked must be read, which {@code selectRelated()} may say later than
	 * the lock.
	 */
	public static void requireLockTargets(QueryState state) {
		QueryState.Lock lock = state.lock();
		if (lock == null) {
			return;
		}
		for (List<ModelRelation> path : lock.of()) {
			boolean read = path.isEmpty() || state.selection() instanceof QueryState.Instances instances
					&& instances.related().contains(path);
			if (!read) {
				throw new FieldException("selectForUpdate() cannot lock the rows of '"
						+ path.get(path.size() - 1).name() + "', which are not read along: add selectRelated()");
			}
		}
	}

	/**
	 * As in Django, every foreign key that cannot be null, and theirs, five steps far.
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

	private static List<ModelRelation> toOneRelations(ModelMetadata<?> model, String path) {
		return FieldPath.relations(model, ExpressionAccess.steps(path), (relation) -> !relation.toMany(),
				"selectRelated(\"" + path + "\")", "to one object");
	}

}
