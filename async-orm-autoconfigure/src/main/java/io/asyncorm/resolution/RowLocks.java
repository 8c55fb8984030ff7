package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QueryAccess;
import io.asyncorm.query.QueryAccess.LockOptions;
import io.asyncorm.query.RowLock;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Adds {@code selectForUpdate()} to a query, and resolves the relations whose rows it
 * locks. Pure functions.
 *
 * @since 0.1.0
 */
public final class RowLocks {

	private RowLocks() {
	}

	/**
	 * Adds a lock to a query.
	 * @throws FieldException if it names a relation that does not lead to one object
	 */
	public static QueryState lock(QueryState state, RowLock wanted) {
		LockOptions lock = QueryAccess.options(wanted);
		Combinations.requireNone(state, "selectForUpdate");
		if (lock.failing() && lock.skipping()) {
			throw new InvalidDataAccessApiUsageException("A lock either fails or leaves out the rows that others hold:"
					+ " use nowait() or skipLocked(), not both");
		}
		List<List<ModelRelation>> of = new ArrayList<>();
		for (String target : lock.targets()) {
			of.add(target.equals("self") ? List.of() : SelectRelated.toOneRelations(state.model(), target));
		}
		return state.mutate().lock(new QueryState.Lock(lock, of)).build();
	}

	/**
	 * Checks that the relations whose rows are locked are selected. This is checked when
	 * the query is evaluated, since {@code selectRelated()} may follow the lock.
	 * @throws FieldException if one of them is not
	 */
	public static void requireTargets(QueryState state) {
		QueryState.Lock lock = state.lock();
		if (lock == null) {
			return;
		}
		for (List<ModelRelation> path : lock.of()) {
			boolean selected = path.isEmpty() || state.selection() instanceof QueryState.Instances instances
					&& instances.related().contains(path);
			if (!selected) {
				throw new FieldException("selectForUpdate() cannot lock the rows of '"
						+ path.get(path.size() - 1).name() + "', which are not loaded: add selectRelated()");
			}
		}
	}

}
