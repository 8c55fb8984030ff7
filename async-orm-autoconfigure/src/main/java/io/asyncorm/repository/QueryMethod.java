package io.asyncorm.repository;

import java.util.List;

import io.asyncorm.query.QuerySet;
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
 */
record QueryMethod<M>(QuerySet<M> rows, LookupArguments lookups, Terminal terminal, List<String> fields,
		@Nullable Argument object) implements RepositoryMethod {

	QueryMethod {
		fields = List.copyOf(fields);
	}

	@Override
	public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
		Object about = (this.object != null) ? this.object.value(arguments) : null;
		return this.terminal.run(this.lookups.filter(this.rows, arguments), this.fields, about);
	}

}
