package io.asyncorm.async;

import java.util.Set;
import java.util.stream.Collectors;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Mergeable;
import io.asyncorm.plan.Operation;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of operations that are merged: of those that are wanted, such as the database
 * can do by one statement. Immutable.
 */
final class MergeKinds {

	private final Set<MergeKind> possible;

	private final Set<MergeKind> usual;

	/**
	 * @param possible those that can be merged
	 * @param wanted those that are, where the options of a call do not say otherwise
	 */
	MergeKinds(Set<MergeKind> possible, Set<MergeKind> wanted) {
		this.possible = possible;
		this.usual = possible(wanted);
	}

	/** What can be merged of an operation; null if it cannot be. */
	@Nullable Mergeable mergeable(Operation<?> operation, CallOptions options) {
		Set<MergeKind> wanted = options.merge();
		Set<MergeKind> kinds = (wanted != null) ? possible(wanted) : this.usual;
		return kinds.isEmpty() ? null : Mergeable.of(operation, kinds);
	}

	private Set<MergeKind> possible(Set<MergeKind> kinds) {
		return this.possible.containsAll(kinds) ? kinds
				: kinds.stream().filter(this.possible::contains).collect(Collectors.toUnmodifiableSet());
	}

}
