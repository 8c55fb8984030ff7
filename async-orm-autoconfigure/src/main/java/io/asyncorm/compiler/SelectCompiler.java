package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.model.Hop;
import io.asyncorm.plan.Combination;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QueryAccess.LockOptions;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one select: the statement itself, a subquery or a part of a combination. Not
 * thread-safe: one object serves one select.
 */
final class SelectCompiler {

	/** Alias of a derived table. */
	static final String DERIVED = "__rows";

	private final Aliases aliases;

	private final @Nullable ExpressionCompiler outer;

	private final QueryState state;

	private final JoinPlan joins;

	private final ExpressionCompiler expressions;

	private final SelectList list;

	/**
	 * @param further values that are selected in addition, so that their joins are made
	 * @param aliases table aliases of the whole statement
	 * @param outer compiles what the select around this one has; null if there is none
	 */
	SelectCompiler(QueryState given, List<Expression> further, Aliases aliases, @Nullable ExpressionCompiler outer) {
		QueryState state = TenantRows.of(LiveRows.of(given));
		this.aliases = aliases;
		this.outer = outer;
		List<Expression> filters = NegationSplitter.split(state);
		this.state = (filters == state.filters()) ? state : state.mutate().filters(filters).build();
		this.joins = new JoinPlan(this.state, JoiningExpressions.of(this.state, further), relatedPaths(), aliases);
		this.expressions = new ExpressionCompiler(this.joins, aliases, outer);
		this.list = new SelectList(this.state, this.joins, this.expressions);
	}

	/**
	 * Compiles a subquery in an expression, EXISTS or IN: it keeps its order only where
	 * that has an effect.
	 */
	static SqlQuery compileSubquery(QueryState state, Aliases aliases, @Nullable ExpressionCompiler outer) {
		return part(RedundantOrdering.remove(state), List.of(), aliases, outer);
	}

	/**
	 * Compiles a query set as a part of another statement.
	 * @param columns further columns, by the names that the statement uses
	 */
	private static SqlQuery part(QueryState state, List<QueryState.Named> columns, Aliases aliases,
			@Nullable ExpressionCompiler outer) {
		List<Expression> further = columns.stream().map(QueryState.Named::value).toList();
		SelectCompiler select = new SelectCompiler(state, further, aliases, outer);
		return (state.combination() == null) ? select.compileWith(columns)
				: select.combination(state.combination(), columns, false);
	}

	private SqlQuery compileWith(List<QueryState.Named> columns) {
		this.list.addSelection();
		columns.forEach((column) -> this.list.add(this.expressions.expression(column.value()), column.name()));
		this.list.addOneIfEmpty();
		return query(false);
	}

	/** Adds what is selected, to be read in Java. */
	RowLayout addForReading() {
		this.list.convertTimeZonesInJava();
		return addSelection();
	}

	/** Adds what is selected. */
	RowLayout addSelection() {
		RowLayout layout = layout();
		this.list.addOneIfEmpty();
		return layout;
	}

	/** A select of its rows in order. */
	SqlQuery compileOrdered() {
		return query(true);
	}

	private RowLayout layout() {
		Combination combination = this.state.combination();
		return (combination == null) ? this.list.addSelection()
				: CombinedLayout.of(this.state,
						combination.parts()
							.stream()
							.map((part) -> new SelectCompiler(part, List.of(), new Aliases(), this.outer).layout())
							.toList());
	}

	/** A select of its rows with no more columns than needed, as for EXISTS. */
	SqlQuery compileRows() {
		return compileRows(List.of());
	}

	/**
	 * A select of its rows that becomes a derived table.
	 * @param columns the columns, by the names that the outer select uses
	 */
	SqlQuery compileRows(List<QueryState.Named> columns) {
		Combination combination = this.state.combination();
		if (combination != null) {
			return combination(combination, columns, false);
		}
		if (this.state.distinct() != null) {
			return compileWith(columns);
		}
		columns.forEach((column) -> this.list.add(this.expressions.expression(column.value()), column.name()));
		this.list.addOneIfEmpty();
		return query(false);
	}

	/** Aggregates over all rows, which must be {@link #isPlain() plain}. */
	CompiledQuery compileValues(List<QueryState.Named> values) {
		RowLayout layout = this.list.addValues(values);
		return new CompiledQuery(query(false), layout);
	}

	/** Whether its rows can be aggregated without a derived table. */
	boolean isPlain() {
		return this.state.groupBy() == null && !this.state.isSliced() && this.state.distinct() == null
				&& this.state.combination() == null
				&& Stream
					.concat(this.state.annotations().stream().map(QueryState.Named::value),
							this.state.filters().stream())
					.noneMatch((expression) -> expression.contains(Expression.Window.class));
	}

	/** The empty select list of a select over a derived table. */
	static SelectList overDerivedTable(QueryState state) {
		SelectCompiler compiler = new SelectCompiler(
				QueryState.of(state.model()).mutate().tenant(state.tenant()).build(), List.of(), new Aliases(), null);
		return compiler.list;
	}

	private SqlQuery query(boolean ordered) {
		Combination combination = this.state.combination();
		return (combination != null) ? combination(combination, List.of(), ordered) : select(ordered);
	}

	private SqlQuery combination(Combination combination, List<QueryState.Named> columns, boolean ordered) {
		SqlQuery.SetOperator operator = switch (combination.operator()) {
			case UNION -> SqlQuery.SetOperator.UNION;
			case INTERSECTION -> SqlQuery.SetOperator.INTERSECT;
			case DIFFERENCE -> SqlQuery.SetOperator.EXCEPT;
		};
		List<SqlQuery> parts = combination.parts()
			.stream()
			.map((part) -> part(part, CombinedColumns.of(this.state, part, columns), this.aliases, this.outer))
			.toList();
		return new SqlQuery.SetOperation(operator, combination.all(), parts,
				(ordered || this.state.isSliced()) ? orderings() : List.of(), compiled(this.state.limit()),
				compiled(this.state.offset()));
	}

	private SqlQuery.Select select(boolean ordered) {
		FilterClauses filters = FilterClauses.of(this.state.filters());
		if (!filters.overWindows().isEmpty()) {
			return selectOverWindows(ordered, filters);
		}
		List<SqlExpression> distinctFields = ((this.state.distinct() != null) ? this.state.distinct()
				: List.<Expression>of())
			.stream()
			.flatMap((field) -> CompositeColumns.of(field).stream())
			.map(this::named)
			.toList();
		// A slice and DISTINCT ON depend on the order, whoever asks
		boolean needsOrder = ordered || this.state.isSliced() || this.state.isDistinctOn();
		List<SqlQuery.Order> orderings = needsOrder ? orderings() : List.of();
		DistinctOrder.check(this.state, distinctFields, distinctFields.isEmpty() ? List.of() : sorted());
		return new SqlQuery.Select(this.state.isDistinct(), this.list.items(),
				new SqlQuery.Table(this.state.model().storedTable().name(), this.joins.root()),
				this.joins.toSql(this.expressions), all(filters.where()), groupBy(this::named), all(filters.having()),
				orderings, compiled(this.state.limit()), compiled(this.state.offset()), distinctFields, lock());
	}

	/**
	 * SQL computes window functions after WHERE and HAVING, so that a condition on one is
	 * tested by a select around the one that computes it: what Django emulates QUALIFY
	 * with.
	 */
	private SqlQuery.Select selectOverWindows(boolean ordered, FilterClauses filters) {
		DerivedColumns derived = new DerivedColumns(this.state, "__window");
		List<Expression> conditions = filters.overWindows().stream().map(derived::derive).toList();
		List<SqlQuery.Order> orderings = new ArrayList<>();
		if (this.state.orderings() != null && (ordered || this.state.isSliced())) {
			for (SortTerm sort : this.state.orderings()) {
				CompositeColumns.of(sort.value())
					.forEach((column) -> orderings
						.add(ExpressionCompiler.order(this.expressions.expression(derived.derive(column)), sort)));
			}
		}
		List<SqlQuery.Item> inner = new ArrayList<>();
		List<SqlQuery.Item> outer = new ArrayList<>();
		for (SqlQuery.Item item : this.list.items()) {
			String alias = "__item" + (inner.size() + 1);
			inner.add(new SqlQuery.Item(item.expression(), alias));
			outer.add(new SqlQuery.Item(new SqlExpression.Column(DERIVED, alias), item.alias()));
		}
		for (QueryState.Named column : derived.columns()) {
			inner.add(new SqlQuery.Item(this.expressions.expression(column.value()), column.name()));
		}
		SqlQuery.Select rows = new SqlQuery.Select(false, inner,
				new SqlQuery.Table(this.state.model().storedTable().name(), this.joins.root()),
				this.joins.toSql(this.expressions), all(filters.where()), groupBy((value) -> within(inner, value)),
				all(filters.having()), List.of(), null, null);
		return new SqlQuery.Select(this.state.distinct() != null, outer,
				new SqlQuery.Derived(rows, DERIVED, filters.isCorrelatedBeforeWindows()), List.of(), all(conditions),
				List.of(), null, orderings, compiled(this.state.limit()), compiled(this.state.offset()));
	}

	private @Nullable SqlExpression compiled(@Nullable Expression expression) {
		return (expression != null) ? this.expressions.expression(expression) : null;
	}

	/** A value of the inner select, by the alias that the inner select gives it. */
	private SqlExpression within(List<SqlQuery.Item> inner, Expression value) {
		SqlExpression named = named(value);
		if (named instanceof SqlExpression.OutputColumn column) {
			List<String> aliases = this.list.items().stream().map(SqlQuery.Item::alias).toList();
			return new SqlExpression.OutputColumn(inner.get(aliases.indexOf(column.alias())).alias());
		}
		return named;
	}

	private List<SqlExpression> groupBy(Function<Expression, SqlExpression> compiler) {
		return new Grouping(this.state, this.list, compiler).toSql();
	}

	/**
	 * SELECT DISTINCT can only be ordered by what is selected: as in Django, the order's
	 * values are selected too.
	 */
	private List<SqlQuery.Order> orderings() {
		List<SortTerm> orderings = this.state.orderings();
		if (orderings == null) {
			return List.of();
		}
		boolean distinct = this.state.isDistinct() && this.state.combination() == null;
		List<SqlQuery.Order> sql = new ArrayList<>();
		for (SortTerm sort : orderings) {
			for (Expression column : CompositeColumns.of(sort.value())) {
				SqlExpression value = named(column);
				sql.add(ExpressionCompiler.order(distinct ? this.list.selected(value) : value, sort));
			}
		}
		return sql;
	}

	/** What is sorted by, as it is before it is converted for that. */
	private List<SqlExpression> sorted() {
		List<SortTerm> orderings = (this.state.orderings() != null) ? this.state.orderings() : List.of();
		return orderings.stream()
			.flatMap((sort) -> CompositeColumns.of(sort.value()).stream())
			.map(this::named)
			.toList();
	}

	/**
	 * Refers to a selected annotation by its alias: repeated as an expression it would
	 * not be the same one to the database if it has binds.
	 */
	private SqlExpression named(Expression value) {
		return (value instanceof Expression.Annotation annotation && this.list.contains(annotation))
				? new SqlExpression.OutputColumn(SelectList.alias(annotation)) : this.expressions.expression(value);
	}

	private SqlQuery.@Nullable Lock lock() {
		QueryState.Lock lock = this.state.lock();
		if (lock == null) {
			return null;
		}
		LockOptions options = lock.options();
		SqlQuery.WhenLocked whenLocked = options.failing() ? SqlQuery.WhenLocked.NOWAIT
				: options.skipping() ? SqlQuery.WhenLocked.SKIP_LOCKED : SqlQuery.WhenLocked.WAIT;
		return new SqlQuery.Lock(options.keyless(),
				lock.of().stream().map((path) -> this.joins.alias(SelectList.hops(path), 0)).toList(), whenLocked);
	}

	private List<List<Hop>> relatedPaths() {
		return (this.state.selection() instanceof QueryState.Instances instances && this.state.combination() == null)
				? instances.related().stream().map(SelectList::hops).toList() : List.of();
	}

	private @Nullable SqlCondition all(List<Expression> parts) {
		List<SqlCondition> conditions = parts.stream().map((part) -> this.expressions.condition(part, false)).toList();
		if (conditions.isEmpty()) {
			return null;
		}
		return (conditions.size() == 1) ? conditions.get(0) : new SqlCondition.And(conditions);
	}

}
