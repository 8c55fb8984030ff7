package io.asyncorm.repository;

import java.util.ArrayList;
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
 * @param own the arguments of the terminal itself
 * @param prepared the same, resolved for all arguments; null if they decide what becomes
 * of it
 */
record QueryMethod(ValuesQuerySet<?, ?> rows, LookupArguments lookups, Terminal terminal, List<String> fields,
		List<Argument> own, @Nullable PreparedQuery prepared) implements RepositoryMethod {

	QueryMethod {
		fields = List.copyOf(fields);
		own = List.copyOf(own);
	}

	/**
	 * Prepares a method that is without faults.
	 */
	static QueryMethod of(QuerySets querySets, ValuesQuerySet<?, ?> rows, LookupArguments lookups, Terminal terminal,
			List<String> fields, List<Argument> own) {
		PreparedQuery.Terminal known = terminal.prepared();
		return new QueryMethod(rows, lookups, terminal, fields, own,
				(known != null) ? querySets.prepare(rows, lookups.paths(), known) : null);
	}

	@Override
	public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
		Object future = (this.prepared != null) ? this.prepared.run(this.lookups.values(arguments)) : null;
		return (future != null) ? future : query(arguments);
	}

	private Object query(@Nullable Object[] arguments) {
		List<@Nullable Object> values = new ArrayList<>(this.own.size());
		this.own.forEach((argument) -> values.add(argument.value(arguments)));
		return this.terminal.run(this.lookups.filter(this.rows, arguments), this.fields, values);
	}

}
