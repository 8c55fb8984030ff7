package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.plan.Junctions;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * A {@code filter()} whose lookups are resolved once for all of their values: that of a
 * method of a repository. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class PreparedFilter {

	private final QueryState filtered;

	private final List<PreparedLookup> lookups;

	private PreparedFilter(QueryState filtered, List<PreparedLookup> lookups) {
		this.filtered = filtered;
		this.lookups = lookups;
	}

	/**
	 * Resolves lookups; null if their values decide what becomes of them.
	 * @param state the rows that are filtered
	 * @param paths the names of each lookup
	 */
	public static @Nullable PreparedFilter of(QueryState state, LookupRegistry registry, List<List<Step>> paths) {
		int scope = state.scopes() + 1;
		KeywordResolver resolver = new ExpressionResolver(state, registry, scope).keywords();
		List<PreparedLookup> lookups = new ArrayList<>();
		List<Expression> tests = new ArrayList<>();
		for (List<Step> path : paths) {
			PreparedLookup lookup = resolver.prepare(path, ResolvedName.of(state, scope, path));
			if (lookup == null) {
				return null;
			}
			tests.add(lookup.test(lookups.size()));
			lookups.add(lookup);
		}
		return new PreparedFilter(tests.isEmpty() ? state : QueryEdits.filtered(state, Junctions.all(tests), scope),
				List.copyOf(lookups));
	}

	/** The rows that match, with parameters in place of the values. */
	public QueryState filtered() {
		return this.filtered;
	}

	/**
	 * The values as they are bound; null if one of them makes another condition of its
	 * lookup.
	 */
	public @Nullable List<Object> bind(@Nullable Object[] values) {
		Object[] bound = new Object[values.length];
		for (int i = 0; i < values.length; i++) {
			Object value = this.lookups.get(i).bind(values[i]);
			if (value == null) {
				return null;
			}
			bound[i] = value;
		}
		return Arrays.asList(bound);
	}

}
