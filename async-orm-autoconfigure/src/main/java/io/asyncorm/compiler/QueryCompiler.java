package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.query.QueryState;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;

/**
 * Compiles reads: the form of a query set to a SQL tree. A pure function of the form and
 * of the lookups. Immutable and safe for use by several threads.
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
		return select(form).compile();
	}

	/** The number of its rows, as the only column of a single row. */
	public CompiledQuery compileCount(QueryState form) {
		SelectCompiler select = select(form);
		RowLayout layout = new RowLayout(null, List.of(new RowLayout.ValueLayout(Long.class, false)));
		if (select.isPlain()) {
			return new CompiledQuery(select.compileCount(), layout);
		}
		SqlQuery rows = select.compileRows(true);
		SqlQuery count = SqlQuery.Select.of(List.of(new SqlQuery.Item(
				new SqlExpression.Aggregate("count", List.of(new SqlExpression.Star()), false, null), "__count")),
				new SqlQuery.Derived(rows, "__rows"), null);
		return new CompiledQuery(count, layout);
	}

	/** A row if it has one, otherwise none. */
	public CompiledQuery compileExists(QueryState form) {
		SqlQuery.Select rows = (SqlQuery.Select) select(form).compileRows(false);
		SqlExpression limit = (rows.limit() != null) ? rows.limit() : new SqlExpression.Literal(1);
		SqlQuery.Select first = new SqlQuery.Select(rows.distinct(), rows.columns(), rows.from(), rows.joins(),
				rows.where(), rows.groupBy(), rows.having(), rows.orderBy(), limit, rows.offset());
		return new CompiledQuery(first, new RowLayout(null, List.of(new RowLayout.ValueLayout(Integer.class, false))));
	}

	private SelectCompiler select(QueryState form) {
		return new SelectCompiler(this.lookups, form, new Aliases(), null);
	}

}
