package io.asyncorm.compiler;

import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.query.QueryState;

/**
 * Compiles reads: the form of a query set to a SQL tree. A pure function of the form and of
 * the lookups. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class QueryCompiler {

	private final LookupRegistry lookups;

	public QueryCompiler(LookupRegistry lookups) {
		this.lookups = lookups;
	}

	/** The rows of a query set. */
	public CompiledQuery compile(QueryState form) {
		throw new IllegalStateException(this.lookups + " " + form);
	}

	/** The number of its rows, as the only column of a single row. */
	public CompiledQuery compileCount(QueryState form) {
		throw new IllegalStateException(this.lookups + " " + form);
	}

	/** A row if it has one, otherwise none. */
	public CompiledQuery compileExists(QueryState form) {
		throw new IllegalStateException(this.lookups + " " + form);
	}

}
