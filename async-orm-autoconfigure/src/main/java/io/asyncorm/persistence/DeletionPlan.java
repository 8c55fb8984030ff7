package io.asyncorm.persistence;

import java.util.List;

/**
 * The statements of a cascading delete, in order: first the updates, then the deletes.
 * Immutable.
 *
 * @param updates foreign keys that are set to null or to another key
 * @param deletes rows of one table each; those that refer to others come first
 * @since 0.1.0
 */
public record DeletionPlan(List<Write.Update> updates, List<Write.Delete> deletes) {

	public DeletionPlan {
		updates = List.copyOf(updates);
		deletes = List.copyOf(deletes);
	}

}
