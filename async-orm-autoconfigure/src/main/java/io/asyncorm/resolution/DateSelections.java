package io.asyncorm.resolution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.lookup.TruncatePart;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.SortOrder;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Resolves {@code dates()} and {@code datetimes()}: the distinct values of a date field,
 * truncated to a year, month, day or another part.
 *
 * @since 0.1.0
 */
public final class DateSelections {

	private static final Set<TruncatePart> OF_DATES = EnumSet.of(TruncatePart.YEAR, TruncatePart.MONTH,
			TruncatePart.WEEK, TruncatePart.DAY);

	private static final Set<TruncatePart> OF_TIMES = EnumSet.of(TruncatePart.YEAR, TruncatePart.MONTH,
			TruncatePart.WEEK, TruncatePart.DAY, TruncatePart.HOUR, TruncatePart.MINUTE, TruncatePart.SECOND);

	private DateSelections() {
	}

	public static QueryState dates(QueryState state, LookupRegistry lookups, String field, String kind,
			SortOrder order) {
		TruncatePart part = part(kind, "dates", OF_DATES);
		Class<?> type = ExpressionTypes.typeOf(resolve(state, lookups, reference(field)));
		if (type != LocalDate.class && type != Instant.class) {
			throw new InvalidDataAccessApiUsageException("dates() needs a date, which '" + field + "' is not");
		}
		return select(state, lookups, trunc(part, field, LocalDate.class), field, order);
	}

	public static QueryState datetimes(QueryState state, LookupRegistry lookups, String field, String kind,
			SortOrder order) {
		TruncatePart part = part(kind, "datetimes", OF_TIMES);
		if (ExpressionTypes.typeOf(resolve(state, lookups, reference(field))) != Instant.class) {
			throw new InvalidDataAccessApiUsageException(
					"datetimes() needs a point in time, which '" + field + "' is not");
		}
		return select(state, lookups, trunc(part, field, Instant.class), field, order);
	}

	/** Truncates in the given time zone. */
	public static QueryState datetimes(QueryState state, LookupRegistry lookups, String field, String kind,
			SortOrder order, ZoneId zone) {
		TruncatePart part = part(kind, "datetimes", OF_TIMES);
		Expression start = new TemporalExpression.Truncate(part, reference(field), zone, null);
		return select(state, lookups, start, field, order);
	}

	private static QueryState select(QueryState state, LookupRegistry lookups, Expression start, String field,
			SortOrder order) {
		QueryState known = QueryEdits.filter(state, lookups,
				new Expression.Not(new Expression.IsNull(reference(field), true)), false);
		QueryState annotated = QueryEdits.annotate(known, lookups, "period", start);
		return QueryEdits.values(annotated, lookups, List.of("period"))
			.mutate()
			.distinct(List.of())
			.orderings(Orderings.named(List.of((order == SortOrder.DESC) ? "-period" : "period")))
			.reversed(false)
			.build();
	}

	private static Expression trunc(TruncatePart part, String field, Class<?> type) {
		return new TemporalExpression.Truncate(part, reference(field), null, type);
	}

	private static Expression reference(String field) {
		return new Expression.Reference(ExpressionAccess.steps(field));
	}

	private static Expression resolve(QueryState state, LookupRegistry lookups, Expression unresolved) {
		return new ExpressionResolver(state, lookups, 0).resolve(unresolved);
	}

	private static TruncatePart part(String kind, String method, Set<TruncatePart> choices) {
		for (TruncatePart part : choices) {
			if (part.toString().equals(kind)) {
				return part;
			}
		}
		throw FieldException.unknown("kind", kind, "of " + method + "()",
				choices.stream().map(TruncatePart::toString).sorted().toList());
	}

}
