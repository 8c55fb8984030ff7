package io.asyncorm.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Completes what was read by reading more, all of it at once or chunk by chunk: what
 * {@code prefetchRelated()} does. A pure function but for the reads.
 *
 * @param <E> the element
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReadCompletion<E extends @Nullable Object> {

	/**
	 * As many elements, in the same order, with what was read besides.
	 * @param elements what was read, or a chunk of it; never changed
	 * @param reads runs further reads
	 */
	List<E> complete(List<E> elements, ReadExecutor reads);

	/** Leaves everything as it was read. */
	static <E extends @Nullable Object> ReadCompletion<E> none() {
		return (elements, reads) -> elements;
	}

}
