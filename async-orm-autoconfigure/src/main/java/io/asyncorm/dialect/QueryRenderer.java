package io.asyncorm.dialect;

import java.util.List;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Renders queries: SELECT and its clauses, subqueries and combinations.
 */
final class QueryRenderer {

	private final SqlText out;

	private final Spelling spelling;

	private final ExpressionRenderer expressions;

	QueryRenderer(SqlText out, Spelling spelling, ExpressionRenderer expressions) {
		this.out = out;
		this.spelling = spelling;
		this.expressions = expressions;
	}

	void write(SqlQuery query) {
		switch (query) {
			case SqlQuery.Select select -> select(select);
			case SqlQuery.SetOperation operation -> setOperation(operation);
			case SqlQuery.Written written -> written(written);
		}
	}

	private void select(SqlQuery.Select select) {
		requireSelected(select);
		this.out.append(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
		if (!select.distinctOn().isEmpty()) {
			this.out.append("DISTINCT ON (").list(select.distinctOn(), ", ", this::term).append(") ");
		}
		this.out.list(select.columns(), ", ", this::item);
		SqlQuery.Source from = select.from();
		if (from != null) {
			this.out.append(" FROM ");
			source(from);
		}
		select.joins().forEach(this::join);
		condition(" WHERE ", select.where());
		if (!select.groupBy().isEmpty()) {
			this.out.append(" GROUP BY ").list(select.groupBy(), ", ", this::term);
		}
		condition(" HAVING ", select.having());
		if (!select.orderBy().isEmpty()) {
			this.out.append(" ORDER BY ");
			orders(select.orderBy(), select.columns());
		}
		limit(select.limit(), select.offset());
		SqlQuery.Lock lock = select.lock();
		if (lock != null) {
			lock(lock);
		}
	}

	private void requireSelected(SqlQuery.Select select) {
		boolean unselected = select.orderBy()
			.stream()
			.map(SqlQuery.Order::expression)
			.anyMatch((sorted) -> !(sorted instanceof SqlExpression.OutputColumn)
					&& !(sorted instanceof SqlExpression.OutputPosition)
					&& select.columns().stream().noneMatch((item) -> item.expression().equals(sorted)));
		if (!select.distinctOn().isEmpty()) {
			this.spelling.require(DatabaseFeature.DISTINCT_ON);
			if (unselected) {
				this.spelling.require(DatabaseFeature.DISTINCT_ON_UNSELECTED);
			}
		}
	}

	private void setOperation(SqlQuery.SetOperation operation) {
		this.out.list(operation.queries(), " " + operation.operator() + (operation.all() ? " ALL " : " "), (query) -> {
			this.out.append("(");
			write(query);
			this.out.append(")");
		});
		if (!operation.orderBy().isEmpty()) {
			this.out.append(" ORDER BY ");
			orders(operation.orderBy(), named(operation.queries().get(0)));
		}
		limit(operation.limit(), operation.offset());
	}

	/** A comment may be at the end of the text. */
	private void written(SqlQuery.Written query) {
		this.out.append(query.text()).append("\n");
		limit(query.limit(), query.offset());
	}

	private void lock(SqlQuery.Lock lock) {
		if (lock.noKey()) {
			this.spelling.require(DatabaseFeature.NO_KEY_LOCK);
		}
		this.out.append(lock.noKey() ? " FOR NO KEY UPDATE" : " FOR UPDATE");
		if (!lock.of().isEmpty()) {
			this.spelling.require(DatabaseFeature.LOCK_OF_TABLES);
			this.out.append(" OF ").names(lock.of());
		}
		this.out.append(switch (lock.whenLocked()) {
			case WAIT -> "";
			case NOWAIT -> " NOWAIT";
			case SKIP_LOCKED -> " SKIP LOCKED";
		});
	}

	private void item(SqlQuery.Item item) {
		this.expressions.output(item.expression());
		if (!item.alias().isEmpty()) {
			this.out.append(" AS ").name(item.alias());
		}
	}

	private void source(SqlQuery.Source source) {
		switch (source) {
			case SqlQuery.Table table -> {
				this.out.table(table.name());
				if (!table.alias().isEmpty() && !table.alias().equals(table.name().name())) {
					this.out.append(" AS ").name(table.alias());
				}
			}
			case SqlQuery.Derived derived -> {
				if (derived.correlated()) {
					this.spelling.require(DatabaseFeature.CORRELATED_SOURCE);
				}
				this.out.append("(");
				write(derived.query());
				this.out.append(") AS ").name(derived.alias());
			}
			case SqlQuery.Elements elements -> {
				this.out.append("(");
				new TemplateRenderer(this.out, this.expressions::inferred).write(template(elements),
						elements.arrays().toArray(SqlExpression[]::new));
				this.out.append(") AS ").name(elements.alias());
			}
		}
	}

	private String template(SqlQuery.Elements elements) {
		List<SqlExpression.ArrayParameter> arrays = elements.arrays();
		if (arrays.size() == 1) {
			return this.spelling.queries()
				.elementsTemplate(arrays.get(0).elementType(), ExpressionRenderer.own(arrays.get(0)));
		}
		List<@Nullable String> own = arrays.stream().<@Nullable String>map(ExpressionRenderer::own).toList();
		return this.spelling.rowsTemplate(arrays.stream().map(SqlExpression.ArrayParameter::elementType).toList(), own,
				0, elements.names());
	}

	private void join(SqlQuery.Join join) {
		this.out.append(join.left() ? " LEFT OUTER JOIN " : " INNER JOIN ");
		source(join.source());
		this.out.append(" ON ");
		this.expressions.condition(join.on());
	}

	private void condition(String word, @Nullable SqlCondition condition) {
		if (condition != null) {
			this.out.append(word);
			this.expressions.condition(condition);
		}
	}

	/** A number alone would be taken for the position of a column. */
	private void term(SqlExpression expression) {
		this.expressions.output((expression instanceof SqlExpression.Literal)
				? new SqlExpression.Cast(expression, SqlType.BIGINT) : expression);
	}

	/** Writes an order by values of their own. */
	void orders(List<SqlQuery.Order> orders) {
		orders(orders, List.of());
	}

	/**
	 * @param columns what is selected, which the order may name
	 */
	private void orders(List<SqlQuery.Order> orders, List<SqlQuery.Item> columns) {
		this.out.<SqlQuery.Order>list(orders, ", ", (order) -> order(order, columns));
	}

	private void order(SqlQuery.Order order, List<SqlQuery.Item> columns) {
		this.expressions.requireOrder(order.expression());
		this.spelling.queries()
			.order(this.out, order, () -> term(order.expression()),
					() -> this.expressions.output(source(order.expression(), columns)));
	}

	/** The selected value to which a name or position in ORDER BY refers. */
	private static SqlExpression source(SqlExpression sorted, List<SqlQuery.Item> columns) {
		return switch (sorted) {
			case SqlExpression.OutputPosition named when named.position() <= columns.size() ->
				columns.get(named.position() - 1).expression();
			case SqlExpression.OutputColumn named -> columns.stream()
				.filter((item) -> item.alias().equals(named.alias()))
				.findFirst()
				.map(SqlQuery.Item::expression)
				.orElse(sorted);
			default -> sorted;
		};
	}

	/** A UNION and its like have only the names of the first query's columns. */
	private static List<SqlQuery.Item> named(SqlQuery first) {
		return switch (first) {
			case SqlQuery.Select select ->
				select.columns().stream().map((item) -> new SqlQuery.Item(name(item), item.alias())).toList();
			case SqlQuery.SetOperation operation -> named(operation.queries().get(0));
			case SqlQuery.Written written -> List.of();
		};
	}

	private static SqlExpression name(SqlQuery.Item item) {
		return (item.alias().isEmpty() && item.expression() instanceof SqlExpression.Column column)
				? new SqlExpression.OutputColumn(column.name()) : new SqlExpression.OutputColumn(item.alias());
	}

	private void limit(@Nullable SqlExpression limit, @Nullable SqlExpression offset) {
		if (limit != null || offset != null) {
			this.spelling.queries().limit(this.out, number(limit), number(offset));
		}
	}

	private @Nullable Runnable number(@Nullable SqlExpression number) {
		return (number != null) ? () -> this.expressions.inferred(number) : null;
	}

}
