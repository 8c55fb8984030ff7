package io.asyncorm.repository;

import io.asyncorm.query.QuerySet;
import org.jspecify.annotations.Nullable;

/**
 * A method that looks rows up by its arguments.
 *
 * @param rows the rows that are looked at, in their order
 * @param lookups what the arguments are compared with
 * @param terminal what becomes of the rows
 */
record QueryMethod<M>(QuerySet<M> rows, LookupArguments lookups, Terminal terminal) implements RepositoryMethod {

	@Override
	public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
		return this.terminal.run(this.lookups.filter(this.rows, arguments));
	}

}
