package io.asyncorm.persistence;

import java.util.List;

/**
 * What is to be written so that rows and everything that hangs on them are gone, in
 * order: first the updates, then the deletes. Immutable.
 *
 * @param updates foreign keys that are set to null or to their default
 * @param deletes rows of one table each, those that point to others first
 * @since 0.1.0
 */
public record DeletionPlan(List<Write.Update> updates, List<Write.Delete> deletes) {

	public DeletionPlan {
		updates = List.copyOf(updates);
		deletes = List.copyOf(deletes);
	}

}
