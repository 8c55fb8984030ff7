package io.asyncorm.repository;

import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

/**
 * A declared method that filters by some of its arguments, and whose others say in which
 * order and how many rows are read.
 *
 * @param rows the rows that are looked at, in their order
 * @param lookups what the arguments are compared with
 * @param ending what becomes of the rows
 */
record PagedMethod(ValuesQuerySet<?, ?> rows, LookupArguments lookups, RowsEnding ending) implements RepositoryMethod {

	@Override
	public Object invoke(Object proxy, @Nullable Object[] arguments) {
		return this.ending.end(this.lookups.filter(this.rows, arguments), arguments);
	}

}
