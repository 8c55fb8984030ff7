package io.asyncorm.dialect;

import java.util.List;
import java.util.Set;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Writes queries.
 */
final class QueryRenderer {

	/** What never holds. */
	private static final SqlCondition NEVER = new SqlCondition.Or(List.of());

	/** Aggregates whose value a database may know without looking at the rows. */
	private static final Set<String> KNOWN = Set.of("count", "min", "max");

	/** Functions of a row's place among all, whatever the frame. */
	private static final Set<String> PLACES = Set.of("ROW_NUMBER", "RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST",
			"NTILE", "LAG", "LEAD");

	private final SqlText out;

	private final ExpressionRenderer expressions;

	QueryRenderer(SqlText out, ExpressionRenderer expressions) {
		this.out = out;
		this.expressions = expressions;
	}

	void write(SqlQuery query) {
		switch (query) {
			case SqlQuery.Select select -> select(select);
			case SqlQuery.SetOperation operation -> setOperation(operation);
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
			orders(select.orderBy());
		}
		number(" LIMIT ", select.limit());
		number(" OFFSET ", select.offset());
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
		if (!select.distinctOn().isEmpty() && unselected) {
			this.expressions.require(DatabaseFeature.DISTINCT_ON_UNSELECTED);
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
			orders(operation.orderBy());
		}
		number(" LIMIT ", operation.limit());
		number(" OFFSET ", operation.offset());
	}

	private void lock(SqlQuery.Lock lock) {
		if (lock.noKey()) {
			this.expressions.require(DatabaseFeature.NO_KEY_LOCK);
		}
		this.out.append(lock.noKey() ? " FOR NO KEY UPDATE" : " FOR UPDATE");
		if (!lock.of().isEmpty()) {
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
				this.out.name(table.name());
				if (!table.alias().isEmpty() && !table.alias().equals(table.name())) {
					this.out.append(" AS ").name(table.alias());
				}
			}
			case SqlQuery.Derived derived -> {
				if (derived.correlated()) {
					this.expressions.require(DatabaseFeature.CORRELATED_SOURCE);
				}
				this.out.append("(");
				write(derived.query());
				this.out.append(") AS ").name(derived.alias());
			}
		}
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

	/** A bare number would be taken for the position of a result column. */
	private void term(SqlExpression expression) {
		this.expressions.output((expression instanceof SqlExpression.Literal)
				? new SqlExpression.Cast(expression, SqlType.BIGINT) : expression);
	}

	void orders(List<SqlQuery.Order> orders) {
		this.out.list(orders, ", ", this::order);
	}

	private void order(SqlQuery.Order order) {
		this.expressions.requireOrder(order.expression());
		term(order.expression());
		this.out.append(order.descending() ? " DESC" : "").append(switch (this.expressions.nulls(order)) {
			case DEFAULT -> "";
			case FIRST -> " NULLS FIRST";
			case LAST -> " NULLS LAST";
		});
	}

	/** A function over a group of rows, which it may take in an order. */
	void aggregate(SqlExpression.Aggregate aggregate) {
		SqlCondition filter = aggregate.filter();
		boolean ofNothing = NEVER.equals(filter) && KNOWN.contains(aggregate.function())
				&& !this.expressions.spelling().filtersByConstants();
		this.out.append(this.expressions.name(aggregate)).append("(");
		this.out.append(aggregate.distinct() ? "DISTINCT " : "");
		this.expressions.argument(ofNothing ? ifEver(aggregate.arguments().get(0)) : aggregate.arguments().get(0));
		if (aggregate.arguments().size() > 1) {
			delimiter(aggregate.arguments().get(1));
		}
		if (!aggregate.order().isEmpty()) {
			this.out.append(" ORDER BY ");
			orders(aggregate.order());
		}
		this.out.append(")");
		if (filter != null && !ofNothing) {
			condition(" FILTER (WHERE ", filter);
			this.out.append(")");
		}
	}

	/** A value that is always missing, of the type of another one. */
	private static SqlExpression ifEver(SqlExpression value) {
		return new SqlExpression.Case(List.of(new SqlExpression.Branch(NEVER, value)), new SqlExpression.Null());
	}

	/** What stands between texts, which some databases want to know beforehand. */
	private void delimiter(SqlExpression delimiter) {
		if (!(delimiter instanceof SqlExpression.Parameter)) {
			this.expressions.require(DatabaseFeature.COMPUTED_DELIMITER);
		}
		this.out.append(", ");
		this.expressions.inferred(delimiter);
	}

	/** A function with the rows around a row that it looks at. */
	void window(SqlExpression.Window window) {
		this.expressions.output(window.function());
		this.out.append(" OVER (");
		if (!window.partition().isEmpty()) {
			this.out.append("PARTITION BY ").list(window.partition(), ", ", this.expressions::output);
		}
		if (!window.order().isEmpty()) {
			this.out.append(window.partition().isEmpty() ? "ORDER BY " : " ORDER BY ");
			orders(window.order());
		}
		SqlExpression.Frame frame = window.frame();
		boolean ofPlace = window.function() instanceof SqlExpression.Call call && PLACES.contains(call.function());
		if (frame != null && (!ofPlace || this.expressions.spelling().framesPlaces())) {
			this.out.append(frame.rows() ? " ROWS BETWEEN " : " RANGE BETWEEN ");
			this.out.append(bound(frame.start(), "UNBOUNDED PRECEDING")).append(" AND ");
			this.out.append(bound(frame.end(), "UNBOUNDED FOLLOWING"));
			SqlExpression.Exclusion exclusion = frame.exclusion();
			this.out.append((exclusion != null) ? " EXCLUDE " + exclusion.name().replace('_', ' ') : "");
		}
		this.out.append(")");
	}

	private static String bound(@Nullable Integer distance, String unbounded) {
		if (distance == null) {
			return unbounded;
		}
		if (distance == 0) {
			return "CURRENT ROW";
		}
		return (distance < 0) ? -distance + " PRECEDING" : distance + " FOLLOWING";
	}

	private void number(String word, @Nullable SqlExpression number) {
		if (number != null) {
			this.out.append(word);
			this.expressions.inferred(number);
		}
	}

}
