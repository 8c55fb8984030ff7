package io.asyncorm.dialect;

import java.util.List;
import java.util.EnumSet;
import java.util.Set;

import io.asyncorm.sql.AggregateFunction;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;

/**
 * Renders aggregates and window functions.
 */
final class GroupRenderer {

	/** What never holds. */
	private static final SqlCondition NEVER = new SqlCondition.Or(List.of());

	/** Aggregates whose value a database may know without looking at the rows. */
	private static final Set<AggregateFunction> KNOWN = EnumSet.of(AggregateFunction.COUNT, AggregateFunction.MIN,
			AggregateFunction.MAX);

	private final SqlText out;

	private final Spelling spelling;

	private final ExpressionRenderer expressions;

	GroupRenderer(SqlText out, Spelling spelling, ExpressionRenderer expressions) {
		this.out = out;
		this.spelling = spelling;
		this.expressions = expressions;
	}

	/** Writes an aggregate, with its order where it has one. */
	void aggregate(SqlExpression.Aggregate aggregate) {
		SqlCondition filter = aggregate.filter();
		boolean byValue = filter != null && filtersByValue(aggregate.function(), filter);
		this.out.append(this.spelling.aggregate(aggregate.function())).append("(");
		this.out.append(aggregate.distinct() ? "DISTINCT " : "");
		SqlExpression argument = aggregate.arguments().get(0);
		List<SqlExpression> values = (argument instanceof SqlExpression.Row row
				&& !this.spelling.queries().countsRowValues()) ? row.values() : List.of(argument);
		SqlExpression first = values.get(0);
		this.expressions.argument((byValue && filter != null) ? onlyWhere(filter, first) : first);
		values.subList(1, values.size()).forEach((value) -> {
			this.out.append(", ");
			this.expressions.argument(value);
		});
		boolean behindOrder = this.spelling.queries().delimiter().behindOrder();
		if (!behindOrder) {
			delimiter(aggregate);
		}
		if (!aggregate.order().isEmpty()) {
			this.out.append(" ORDER BY ");
			this.expressions.queries().orders(aggregate.order());
		}
		if (behindOrder) {
			delimiter(aggregate);
		}
		this.out.append(")");
		if (filter != null && !byValue) {
			this.out.append(" FILTER (WHERE ");
			this.expressions.condition(filter);
			this.out.append(")");
		}
	}

	private boolean filtersByValue(AggregateFunction function, SqlCondition filter) {
		return switch (this.spelling.queries().aggregateFilters()) {
			case CLAUSE -> false;
			case CLAUSE_THAT_MAY_HOLD -> NEVER.equals(filter) && KNOWN.contains(function);
			case VALUE -> true;
		};
	}

	/** Writes a value that is null in the rows which are filtered out. */
	private static SqlExpression onlyWhere(SqlCondition filter, SqlExpression argument) {
		SqlExpression value = (argument instanceof SqlExpression.Star) ? new SqlExpression.Literal(1) : argument;
		return new SqlExpression.Case(List.of(new SqlExpression.Branch(filter, value)), new SqlExpression.Null());
	}

	/** The delimiter of joined texts, which some databases want beforehand. */
	private void delimiter(SqlExpression.Aggregate aggregate) {
		if (aggregate.arguments().size() > 1) {
			SqlExpression delimiter = aggregate.arguments().get(1);
			if (!(delimiter instanceof SqlExpression.Parameter)) {
				this.spelling.require(DatabaseFeature.COMPUTED_DELIMITER);
			}
			this.out.append(this.spelling.queries().delimiter().word());
			this.expressions.inferred(delimiter);
		}
	}

	/** Writes a window function: OVER with its partition, order and frame. */
	void window(SqlExpression.Window window) {
		this.expressions.output(window.function());
		this.out.append(" OVER (");
		if (!window.partition().isEmpty()) {
			this.out.append("PARTITION BY ").list(window.partition(), ", ", this.expressions::output);
		}
		if (!window.order().isEmpty()) {
			this.out.append(window.partition().isEmpty() ? "ORDER BY " : " ORDER BY ");
			this.expressions.queries().orders(window.order());
		}
		SqlExpression.Frame frame = window.frame();
		boolean ofPlace = window.function() instanceof SqlExpression.WindowCall call && call.function().isOfPlace();
		if (frame != null && (!ofPlace || this.spelling.queries().framesPlaces())) {
			this.out.append(frame.rows() ? " ROWS BETWEEN " : " RANGE BETWEEN ");
			this.out.append(bound(frame.start(), "UNBOUNDED PRECEDING")).append(" AND ");
			this.out.append(bound(frame.end(), "UNBOUNDED FOLLOWING"));
			SqlExpression.Exclusion exclusion = frame.exclusion();
			if (exclusion != null) {
				this.spelling.require(DatabaseFeature.FRAME_EXCLUSION);
			}
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

}
