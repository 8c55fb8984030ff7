package io.asyncorm.persistence;

import java.util.List;

/**
 * The statements of a cascading delete, in order: first the updates, then what removes
 * rows, which are counted. Immutable.
 *
 * @param updates foreign keys that are set to null or to another key
 * @param removals deletes, or updates that mark rows as deleted, of one table each; rows
 * that refer to others come first
 * @since 0.1.0
 */
public record DeletionPlan(List<Write.Update> updates, List<Write> removals) {

	public DeletionPlan {
		updates = List.copyOf(updates);
		removals = List.copyOf(removals);
	}

}
