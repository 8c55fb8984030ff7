package io.asyncorm.plan;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Loads the relations of {@code prefetchRelated()} into objects that were just read, all
 * of them at once or chunk by chunk. A pure function except for its reads.
 *
 * @param <E> the element
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReadCompletion<E extends @Nullable Object> {

	/**
	 * The same number of elements, in the same order, with their related objects.
	 * @param elements what was read, or a chunk of it; never changed
	 * @param reads runs further reads
	 */
	List<E> complete(List<E> elements, ReadExecutor reads);

	/** Prefetches nothing. */
	static <E extends @Nullable Object> ReadCompletion<E> none() {
		return (elements, reads) -> elements;
	}

	/** Prefetches for the values of map entries. */
	static <K extends @Nullable Object, E extends @Nullable Object> ReadCompletion<Map.Entry<K, E>> ofValues(
			ReadCompletion<E> completion) {
		return (entries, reads) -> {
			List<E> values = completion.complete(entries.stream().map(Map.Entry::getValue).toList(), reads);
			List<Map.Entry<K, E>> completed = new ArrayList<>(entries.size());
			for (int i = 0; i < entries.size(); i++) {
				completed.add(new AbstractMap.SimpleImmutableEntry<>(entries.get(i).getKey(), values.get(i)));
			}
			return completed;
		};
	}

}
