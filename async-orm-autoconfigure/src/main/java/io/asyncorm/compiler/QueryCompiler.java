package io.asyncorm.compiler;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Aggregation;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;

/**
 * Compiles reads: the template of a query set to a SQL tree. A pure function of the
 * template. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class QueryCompiler {

	private static final List<QueryState.Named> COUNT = List
		.of(new QueryState.Named("count", new Expression.Aggregate(Aggregation.COUNT, null, false, null)));

	/** A select of the rows of a query set, to be read in Java. */
	public CompiledQuery compile(QueryState template) {
		SelectCompiler select = select(template, List.of());
		RowLayout layout = select.addForReading();
		return new CompiledQuery(select.compileOrdered(), layout);
	}

	/**
	 * A select of the rows of a query set for each of several rows of values, to be read
	 * in Java. The number of these, counted from 1, is the last value of each row.
	 */
	public CompiledQuery compileForEach(QueryState template) {
		SelectCompiler select = select(template, List.of());
		RowLayout layout = select.addForReading().with(new RowLayout.ValueLayout(Long.class));
		return new CompiledQuery(new SqlStatement.SelectMany(select.compileOrdered()), layout);
	}

	/** A select of its rows, in order, to become part of another statement. */
	public SqlQuery compilePart(QueryState template) {
		SelectCompiler select = select(template, List.of());
		select.addSelection();
		return select.compileOrdered();
	}

	/** A count of its rows: one row with one column. */
	public CompiledQuery compileCount(QueryState template) {
		return compileAggregates(new AggregateQuery(template, COUNT));
	}

	/**
	 * Aggregates over all its rows: one row with a column for each. As in Django, rows
	 * that are grouped, sliced or distinct become a derived table first. Nothing is
	 * locked.
	 */
	public CompiledQuery compileAggregates(AggregateQuery template) {
		List<Expression> further = template.values().stream().map(QueryState.Named::value).toList();
		QueryState state = RedundantOrdering.removeForAggregates(template.state().mutate().lock(null).build());
		SelectCompiler select = select(withoutRelated(state), further);
		if (select.isPlain()) {
			return select.compileValues(template.values());
		}
		DerivedColumns derived = new DerivedColumns(state, "__col");
		List<QueryState.Named> over = template.values()
			.stream()
			.map((value) -> new QueryState.Named(value.name(), typed(derived.derive(value.value()), value.value())))
			.toList();
		SelectList list = SelectCompiler.overDerivedTable(state);
		RowLayout layout = list.addValues(over);
		SqlQuery rows = select.compileRows(derived.columns());
		return new CompiledQuery(
				SqlQuery.Select.of(list.items(), new SqlQuery.Derived(rows, SelectCompiler.DERIVED), null), layout);
	}

	/** Keeps the type of a value that now refers to columns of a derived table. */
	private static Expression typed(Expression derived, Expression value) {
		Class<?> type = ExpressionTypes.findType(value);
		return (type != ExpressionTypes.findType(derived)) ? new Expression.Typed(derived, type) : derived;
	}

	/** Drops {@code selectRelated()} where no objects are read, unless it is locked. */
	private static QueryState withoutRelated(QueryState template) {
		boolean locked = template.lock() != null && !template.lock().of().stream().allMatch(List::isEmpty);
		return (template.selection() instanceof QueryState.Instances instances && template.distinct() == null
				&& !locked)
						? template.mutate()
							.selection(new QueryState.Instances(List.of(), instances.annotations()))
							.build()
						: template;
	}

	/** A select that has a single row if the query set has any, and none otherwise. */
	public CompiledQuery compileExists(QueryState template) {
		RowLayout layout = new RowLayout(null, List.of(new RowLayout.ValueLayout(Integer.class)));
		SqlExpression one = new SqlExpression.Literal(1);
		SqlQuery rows = select(withoutRelated(template), List.of()).compileRows();
		if (rows instanceof SqlQuery.Select select && select.limit() == null) {
			return new CompiledQuery(limited(select, one), layout);
		}
		SqlQuery.Select over = SqlQuery.Select.of(List.of(new SqlQuery.Item(one, "__one")),
				new SqlQuery.Derived(rows, SelectCompiler.DERIVED), null);
		return new CompiledQuery(limited(over, one), layout);
	}

	private static SqlQuery.Select limited(SqlQuery.Select rows, SqlExpression limit) {
		return new SqlQuery.Select(rows.distinct(), rows.columns(), rows.from(), rows.joins(), rows.where(),
				rows.groupBy(), rows.having(), rows.orderBy(), limit, rows.offset(), rows.distinctOn(), rows.lock());
	}

	private SelectCompiler select(QueryState template, List<Expression> further) {
		return new SelectCompiler(template, further, new Aliases(), null);
	}

}
