package io.asyncorm.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Some of the rows of a query, and where to go on: what {@link ValuesQuerySet#apageAfter}
 * gives. Immutable.
 *
 * @param <R> what each row became
 * @param content the rows
 * @param next the token for the page that follows; null if there is none. It holds the
 * values of the last row that the query is ordered by, and can be sent to clients who may
 * know these
 * @since 0.1.0
 */
public record CursorPage<R extends @Nullable Object>(List<R> content, @Nullable String next) {

	public CursorPage {
		content = Collections.unmodifiableList(new ArrayList<>(content));
	}

	/** Whether a page follows. */
	public boolean hasNext() {
		return this.next != null;
	}

	/** The same page of what a function makes of each row. */
	public <V extends @Nullable Object> CursorPage<V> map(Function<? super R, ? extends V> function) {
		List<V> mapped = new ArrayList<>(this.content.size());
		this.content.forEach((row) -> mapped.add(function.apply(row)));
		return new CursorPage<>(mapped, this.next);
	}

}
