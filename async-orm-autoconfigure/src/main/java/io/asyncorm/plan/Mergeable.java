package io.asyncorm.plan;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

/**
 * An operation that can become one statement with others of its kind and shape, while
 * they wait for a lane. A port, through which {@code async} merges them without knowing
 * what they are. Implementations are immutable.
 *
 * @since 0.1.0
 */
public interface Mergeable {

	/**
	 * What can be merged of an operation; null if it cannot be.
	 * @param kinds those that are wanted, and that the database can do
	 */
	static @Nullable Mergeable of(Operation<?> operation, Set<MergeKind> kinds) {
		return switch (operation) {
			case Operation.Read<?, ?> read -> of(read, kinds);
			case Operation.Create<?> create when kinds.contains(MergeKind.CREATES) -> MergeableCreate.of(create);
			case Operation.Upsert<?, ?> upsert when kinds.contains(MergeKind.UPSERTS) -> MergeableUpsert.of(upsert);
			default -> null;
		};
	}

	private static @Nullable Mergeable of(Operation.Read<?, ?> read, Set<MergeKind> kinds) {
		if (!kinds.contains(MergeKind.LOOKUPS) && !kinds.contains(MergeKind.LISTS)) {
			return null;
		}
		UniqueLookup lookup = UniqueLookup.of(read);
		if (lookup != null) {
			return kinds.contains(MergeKind.LOOKUPS) ? lookup : null;
		}
		return kinds.contains(MergeKind.LISTS) ? ShortList.of(read) : null;
	}

	/** Of what kind it is. */
	MergeKind kind();

	/** What it has in common with those that it can be merged with: equal for these. */
	Object shape();

	/**
	 * The values that occur in a statement only once, so that those with an equal one go
	 * into different statements; none if it does not matter.
	 */
	Collection<?> values();

	/**
	 * Whether it writes: then it cannot be taken out of a statement that was sent, and is
	 * not repeated where nobody knows whether it was done.
	 */
	boolean isWrite();

	/**
	 * Makes one operation of several.
	 * @param parts this and others, all of the same kind and shape, no value twice
	 */
	Merged<?> merge(List<Mergeable> parts);

}
