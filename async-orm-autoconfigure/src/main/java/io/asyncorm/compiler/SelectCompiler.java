package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.ExpressionTypes;
import io.asyncorm.query.QueryState;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one select, at the top or inside another one.
 */
final class SelectCompiler {

	/** Begins the names of computed columns: no field can be called so. */
	private static final String COMPUTED = "__";

	private final QueryState state;

	private final List<Expression> filters;

	private final JoinPlan joins;

	private final ExpressionCompiler expressions;

	private final List<SqlQuery.Item> items = new ArrayList<>();

	SelectCompiler(LookupRegistry lookups, QueryState state, Aliases aliases, @Nullable ExpressionCompiler outer) {
		this.filters = NegationSplitter.split(state.filters());
		this.state = state.mutate().filters(this.filters).build();
		this.joins = new JoinPlan(this.state, uses(), relatedPaths(), aliases);
		this.expressions = new ExpressionCompiler(lookups, this.joins, aliases, outer);
	}

	/** The rows of the query set. */
	CompiledQuery compile() {
		RowLayout layout = select(this.state.selection());
		return new CompiledQuery(query(orderings()), layout);
	}

	/**
	 * As a value, or as the values of {@code in}: its order counts only if it is sliced.
	 */
	SqlQuery compileSubquery() {
		select(this.state.selection());
		if (this.items.isEmpty()) {
			this.items.add(one());
		}
		boolean sliced = this.state.limit() != null || this.state.offset() != null;
		return query(sliced ? orderings() : List.of());
	}

	/** A row for each row of the query set, of nothing that costs anything. */
	SqlQuery compileRows(boolean ordered) {
		this.items.add(one());
		return query(ordered ? orderings() : List.of());
	}

	/** Whether its rows are counted as they are, with no groups and no slice. */
	boolean isPlain() {
		return this.state.groupBy() == null && this.state.limit() == null && this.state.offset() == null;
	}

	/** The number of rows of a plain query set. */
	SqlQuery compileCount() {
		this.items
			.add(new SqlQuery.Item(new SqlExpression.Aggregate("count", List.of(new SqlExpression.Star()), false, null),
					COMPUTED + "count"));
		return query(List.of());
	}

	private static SqlQuery.Item one() {
		return new SqlQuery.Item(new SqlExpression.Literal(1), COMPUTED + "one");
	}

	private SqlQuery.Select query(List<SqlQuery.Order> orderings) {
		List<SqlCondition> where = new ArrayList<>();
		List<SqlCondition> having = new ArrayList<>();
		for (Expression filter : this.filters) {
			List<Expression> parts = (filter instanceof Expression.And and) ? and.operands() : List.of(filter);
			for (Expression part : parts) {
				(containsAggregate(part) ? having : where).add(this.expressions.condition(part, false));
			}
		}
		Expression limit = this.state.limit();
		Expression offset = this.state.offset();
		return new SqlQuery.Select(false, this.items, new SqlQuery.Table(this.state.model().table(), this.joins.root()),
				this.joins.toSql(), all(where), groupBy(), all(having), orderings,
				(limit != null) ? this.expressions.expression(limit) : null,
				(offset != null) ? this.expressions.expression(offset) : null);
	}

	private RowLayout select(QueryState.Selection selection) {
		return switch (selection) {
			case QueryState.Instances instances -> {
				RowLayout.ObjectLayout object = object(this.state.model(), List.of(), instances.related());
				yield new RowLayout(object, instances.annotations() ? annotations() : List.of());
			}
			case QueryState.Columns columns ->
				new RowLayout(null, columns.columns().stream().map(this::value).toList());
		};
	}

	private RowLayout.ObjectLayout object(ModelMetadata<?> model, List<ModelRelation> path,
			List<List<ModelRelation>> related) {
		String alias = this.joins.alias(hops(path), 0);
		for (ModelField field : model.fields()) {
			this.items.add(new SqlQuery.Item(new SqlExpression.Column(alias, field.column()), ""));
		}
		List<RowLayout.RelatedLayout> layouts = new ArrayList<>();
		for (List<ModelRelation> further : related) {
			if (further.size() == path.size() + 1 && further.subList(0, path.size()).equals(path)) {
				ModelRelation relation = further.get(path.size());
				layouts.add(new RowLayout.RelatedLayout(relation, object(relation.target(), further, related)));
			}
		}
		return new RowLayout.ObjectLayout(model, layouts);
	}

	private List<RowLayout.ValueLayout> annotations() {
		return this.state.annotations()
			.stream()
			.map((named) -> value(
					new QueryState.Named(named.name(), new Expression.Annotation(named.name(), named.value()))))
			.toList();
	}

	private RowLayout.ValueLayout value(QueryState.Named named) {
		Expression value = named.value();
		String alias = (value instanceof Expression.Annotation annotation) ? COMPUTED + annotation.name() : "";
		SqlExpression sql = this.expressions.expression(value);
		Class<?> type = ExpressionTypes.typeOf(value);
		// An average of integers is a decimal to the server, and a float to Django
		this.items.add(new SqlQuery.Item((type == Double.class && !(value instanceof Expression.Column))
				? new SqlExpression.Cast(sql, SqlType.DOUBLE) : sql, alias));
		return new RowLayout.ValueLayout(type, ExpressionTypes.isJson(value));
	}

	private List<SqlExpression> groupBy() {
		List<Expression> groups = this.state.groupBy();
		if (groups == null) {
			return List.of();
		}
		List<SqlExpression> sql = new ArrayList<>();
		groups.forEach((group) -> add(sql, group));
		for (SqlQuery.Item item : List.copyOf(this.items)) {
			if (item.expression() instanceof SqlExpression.Column column && !sql.contains(column)) {
				sql.add(column);
			}
		}
		this.state.annotations()
			.stream()
			.filter((annotation) -> !containsAggregate(annotation.value()) && isSelected(annotation.name()))
			.forEach((annotation) -> add(sql, new Expression.Annotation(annotation.name(), annotation.value())));
		List<Expression.Sort> orderings = this.state.orderings();
		if (orderings != null) {
			orderings.stream()
				.map(Expression.Sort::value)
				.filter((value) -> !containsAggregate(value))
				.forEach((value) -> add(sql, value));
		}
		return sql;
	}

	private void add(List<SqlExpression> groups, Expression group) {
		SqlExpression sql = named(group);
		if (!groups.contains(sql)) {
			groups.add(sql);
		}
	}

	private List<SqlQuery.Order> orderings() {
		List<Expression.Sort> orderings = this.state.orderings();
		return (orderings == null) ? List.of()
				: orderings.stream().map((sort) -> ExpressionCompiler.order(named(sort.value()), sort)).toList();
	}

	/**
	 * An annotation that is selected goes by its name: its text may hold binds, which are
	 * never equal.
	 */
	private SqlExpression named(Expression value) {
		return (value instanceof Expression.Annotation annotation && isSelected(annotation.name()))
				? new SqlExpression.OutputColumn(COMPUTED + annotation.name()) : this.expressions.expression(value);
	}

	private boolean isSelected(String annotation) {
		return this.items.stream().anyMatch((item) -> item.alias().equals(COMPUTED + annotation));
	}

	/** Every expression that may want a join, filters first. */
	private List<Expression> uses() {
		List<Expression> uses = new ArrayList<>(this.filters);
		switch (this.state.selection()) {
			case QueryState.Columns columns -> columns.columns().forEach((column) -> uses.add(column.value()));
			case QueryState.Instances instances -> {
				if (instances.annotations() || this.state.groupBy() == null) {
					this.state.annotations().forEach((annotation) -> uses.add(annotation.value()));
				}
			}
		}
		if (this.state.groupBy() != null) {
			uses.addAll(this.state.groupBy());
		}
		if (this.state.orderings() != null) {
			this.state.orderings().forEach((ordering) -> uses.add(ordering.value()));
		}
		return uses;
	}

	private List<List<Hop>> relatedPaths() {
		return (this.state.selection() instanceof QueryState.Instances instances)
				? instances.related().stream().map(SelectCompiler::hops).toList() : List.of();
	}

	private static List<Hop> hops(List<ModelRelation> path) {
		return path.stream().flatMap((relation) -> relation.hops().stream()).toList();
	}

	private static @Nullable SqlCondition all(List<SqlCondition> conditions) {
		if (conditions.isEmpty()) {
			return null;
		}
		return (conditions.size() == 1) ? conditions.get(0) : new SqlCondition.And(conditions);
	}

	private static boolean containsAggregate(Expression expression) {
		boolean[] found = { expression instanceof Expression.Aggregate };
		expression.forEachChild((child) -> found[0] |= containsAggregate(child));
		return found[0];
	}

}
