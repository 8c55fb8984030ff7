package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A query that one statement makes for several rows of values at once: what queries
 * become that differ in nothing but their values. The last value of each row that is read
 * is the number, counted from 1, of the row of values that it was found for. Immutable.
 *
 * @param shape the query, with {@link QueryTemplate#parameter parameters} in place of
 * those values
 * @param values the values for each time, in the order of the parameters
 * @since 0.1.0
 */
public record RepeatedQuery(QueryState shape, List<? extends List<?>> values) implements RowQuery {

	public RepeatedQuery {
		values = List.copyOf(values);
	}

	/** The query with the values that come first. */
	@Override
	public QueryState state() {
		return new QueryTemplate(this.shape).bind(this.values.get(0)).state();
	}

	/**
	 * All values of the statement, an array for each.
	 * @param extracted those of the template, some of which are parameters
	 */
	public List<@Nullable Object> arrays(List<? extends @Nullable Object> extracted) {
		List<@Nullable Object> arrays = new ArrayList<>(extracted.size());
		for (Object value : extracted) {
			List<@Nullable Object> array = new ArrayList<>(this.values.size());
			this.values.forEach((given) -> array.add(QueryTemplate.bound(value, given)));
			arrays.add(array);
		}
		return arrays;
	}

}
