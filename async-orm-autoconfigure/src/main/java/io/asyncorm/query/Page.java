package io.asyncorm.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Some of the rows of a query, and how many there are of them: what
 * {@link ValuesQuerySet#apage} gives. Immutable.
 *
 * @param <R> what each row became
 * @param content the rows
 * @param number which page it is, counted from 0
 * @param size how many rows a page has, but for the last
 * @param total how many rows there are on all pages
 * @since 0.1.0
 */
public record Page<R extends @Nullable Object>(List<R> content, int number, int size, long total) {

	public Page {
		content = Collections.unmodifiableList(new ArrayList<>(content));
	}

	/** How many pages there are; none where there are no rows. */
	public long totalPages() {
		return Math.ceilDiv(this.total, (long) this.size);
	}

	/** Whether a page follows. */
	public boolean hasNext() {
		return this.number + 1L < totalPages();
	}

	/** Whether a page comes before. */
	public boolean hasPrevious() {
		return this.number > 0;
	}

	/** The same page of what a function makes of each row. */
	public <V extends @Nullable Object> Page<V> map(Function<? super R, ? extends V> function) {
		List<V> mapped = new ArrayList<>(this.content.size());
		this.content.forEach((row) -> mapped.add(function.apply(row)));
		return new Page<>(mapped, this.number, this.size, this.total);
	}

}
