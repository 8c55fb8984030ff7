package io.asyncorm.repository;

import java.util.List;

import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.PreparedQuery;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;

/**
 * A declared method that filters by its arguments and ends with a method of the query
 * set.
 *
 * @param rows the rows that are looked at, in their order
 * @param lookups what the arguments are compared with
 * @param terminal what becomes of the rows
 * @param fields what the terminal goes by, where it has an order of its own
 * @param object the argument that the terminal is asked about; null if there is none
 * @param prepared the same, resolved for all arguments; null if they decide what becomes
 * of it
 */
record QueryMethod(ValuesQuerySet<?, ?> rows, LookupArguments lookups, Terminal terminal, List<String> fields,
		@Nullable Argument object, @Nullable PreparedQuery prepared) implements RepositoryMethod {

	QueryMethod {
		fields = List.copyOf(fields);
	}

	/**
	 * Prepares a method that is without faults.
	 */
	static QueryMethod of(QuerySets querySets, ValuesQuerySet<?, ?> rows, LookupArguments lookups, Terminal terminal,
			List<String> fields, @Nullable Argument object) {
		PreparedQuery.Terminal known = terminal.prepared();
		return new QueryMethod(rows, lookups, terminal, fields, object,
				(known != null) ? querySets.prepare(rows, lookups.paths(), known) : null);
	}

	@Override
	public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
		Object future = (this.prepared != null) ? this.prepared.run(this.lookups.values(arguments)) : null;
		return (future != null) ? future : query(arguments);
	}

	private Object query(@Nullable Object[] arguments) {
		Object about = (this.object != null) ? this.object.value(arguments) : null;
		return this.terminal.run(this.lookups.filter(this.rows, arguments), this.fields, about);
	}

}
