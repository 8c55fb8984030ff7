package io.asyncorm.resolution;

import java.util.List;

import io.asyncorm.model.QueryLimits;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;

/**
 * Checks how deep query sets are nested, and how many they are, where one is put into
 * another. Subqueries are counted while their outer references are bound.
 */
final class QuerySize {

	private int queries;

	private QuerySize() {
	}

	/** Checks query sets that are to be combined. */
	static void requireParts(List<QueryState> parts) {
		new QuerySize().countParts(parts, 1);
	}

	/** Checks what is to be prefetched below other objects. */
	static void requirePrefetches(Prefetches nested) {
		new QuerySize().countPrefetches(nested, 1);
	}

	private void countParts(List<QueryState> parts, int level) {
		for (QueryState part : parts) {
			QueryLimits.requireQueries(level, ++this.queries);
			if (part.combination() != null) {
				countParts(part.combination().parts(), level + 1);
			}
		}
	}

	private void countPrefetches(Prefetches prefetches, int level) {
		for (Prefetches.Branch branch : prefetches.branches()) {
			QueryLimits.requireQueries(level, ++this.queries);
			countPrefetches(branch.nested(), level + 1);
		}
	}

}
