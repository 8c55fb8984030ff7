package io.asyncorm.plan;

import java.util.List;
import java.util.Set;

import io.asyncorm.query.Replaced;
import org.jspecify.annotations.Nullable;

/**
 * A change of what is related to an object: {@code aadd()}, {@code aremove()},
 * {@code aset()} and their like of a related manager. Keys are those of the related
 * objects, as their column holds them. Immutable.
 *
 * @param <R> the result
 * @since 0.1.0
 */
public sealed interface RelatedChange<R> {

	/** What is related now. */
	RelatedRows related();

	/** Links objects, unless they are linked already; returns the number of new rows. */
	record Link(RelatedRows.Links related, List<Object> keys) implements RelatedChange<Long> {

		public Link {
			keys = List.copyOf(keys);
		}

	}

	/**
	 * Removes links; returns the number of rows that were deleted.
	 *
	 * @param keys which objects are not linked any more; null for all
	 */
	record Unlink(RelatedRows.Links related, @Nullable List<Object> keys) implements RelatedChange<Long> {

		public Unlink {
			keys = (keys != null) ? List.copyOf(keys) : null;
		}

	}

	/**
	 * Creates an object and links it in the same transaction.
	 *
	 * @param creation the creation, or an upsert, which may create nothing
	 */
	record Create<R>(RelatedRows.Links related, Operation<R> creation) implements RelatedChange<R> {
	}

	/**
	 * Relates exactly these objects.
	 *
	 * @param keys their keys
	 * @param read the query set that gives further ones; null if there is none
	 * @param clear whether all are removed first, also those that are added again
	 */
	record Replace(RelatedRows related, List<Object> keys, @Nullable QueryState read,
			boolean clear) implements RelatedChange<Replaced> {

		public Replace {
			keys = List.copyOf(keys);
		}

	}

	/**
	 * Saves objects that refer to the owner, one by one.
	 *
	 * @param saves the objects
	 * @param replace whether no others are related any more then
	 * @param clear whether all are removed first
	 */
	record SaveEach<M>(RelatedRows.ForeignKeys related, List<KeyedSave<M>> saves, boolean replace,
			boolean clear) implements RelatedChange<List<M>> {

		public SaveEach {
			saves = List.copyOf(saves);
		}

	}

	/**
	 * Removes all objects but these; returns which of these are not related yet, as what
	 * their keys are compared as.
	 *
	 * @param keys their keys
	 * @param clear whether these are removed, too
	 */
	record Retain(RelatedRows.ForeignKeys related, List<Object> keys,
			boolean clear) implements RelatedChange<Set<Object>> {

		public Retain {
			keys = List.copyOf(keys);
		}

	}

	/** A save of an object, and the key that it has already; null if it has none. */
	record KeyedSave<M>(@Nullable Object key, Operation<M> save) {
	}

}
