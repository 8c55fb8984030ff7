package io.asyncorm.expression;

import java.time.ZoneId;

import io.asyncorm.lookup.ExtractPart;
import io.asyncorm.lookup.TruncatePart;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of the syntax tree that compute with dates and times: their parts, their
 * beginnings, and the zones in which points in time are seen.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public sealed interface TemporalExpression extends Expression {

	/**
	 * A part of a date or time as a number.
	 *
	 * @param zone the zone in which a point in time is seen; null for that of the query
	 * set, or once the operand is in it
	 * @param type the type of the number; null before it is known
	 */
	record Extract(ExtractPart part, Expression operand, @Nullable ZoneId zone,
			@Nullable Class<?> type) implements TemporalExpression {
	}

	/**
	 * A date or time without anything finer than a part.
	 *
	 * @param zone the zone in which a point in time is seen; null for that of the query
	 * set, or once the operand is in it
	 * @param type the type of the value; null before it is known
	 */
	record Truncate(TruncatePart part, Expression operand, @Nullable ZoneId zone,
			@Nullable Class<?> type) implements TemporalExpression {
	}

	/**
	 * Converts between a point in time and the local date and time of a zone (AT TIME
	 * ZONE), in the direction that the operand demands.
	 */
	record AtZone(Expression operand, String zone) implements TemporalExpression {
	}

}
