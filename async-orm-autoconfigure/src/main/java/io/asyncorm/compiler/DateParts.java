package io.asyncorm.compiler;

import java.time.Duration;

import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.lookup.TruncatePart;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.DatePart;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;

/**
 * Compiles the parts of dates and times, which are local by then.
 */
final class DateParts {

	private static final int DAYS_OF_A_WEEK = 7;

	private DateParts() {
	}

	static SqlExpression extract(TemporalExpression.Extract extract, SqlExpression operand) {
		return switch (extract.part()) {
			case YEAR -> part(DatePart.YEAR, operand);
			case ISO_YEAR -> part(DatePart.ISO_YEAR, operand);
			case QUARTER -> part(DatePart.QUARTER, operand);
			case MONTH -> part(DatePart.MONTH, operand);
			case WEEK -> part(DatePart.WEEK, operand);
			case WEEK_DAY -> fromSunday(part(DatePart.ISO_WEEK_DAY, operand));
			case ISO_WEEK_DAY -> part(DatePart.ISO_WEEK_DAY, operand);
			case DAY -> part(DatePart.DAY, apart(extract, operand));
			case HOUR -> part(DatePart.HOUR, apart(extract, operand));
			case MINUTE -> part(DatePart.MINUTE, computed(extract, operand));
			case SECOND -> new SqlExpression.Call("FLOOR", part(DatePart.SECOND, computed(extract, operand)));
		};
	}

	static SqlExpression truncate(TruncatePart part, SqlExpression operand) {
		return new SqlExpression.Truncate(switch (part) {
			case YEAR -> DatePart.YEAR;
			case QUARTER -> DatePart.QUARTER;
			case MONTH -> DatePart.MONTH;
			case WEEK -> DatePart.WEEK;
			case DAY -> DatePart.DAY;
			case HOUR -> DatePart.HOUR;
			case MINUTE -> DatePart.MINUTE;
			case SECOND -> DatePart.SECOND;
			case DATE, TIME -> throw new IllegalStateException("Not fit to be compiled: a " + part + " is a cast");
		}, operand);
	}

	private static SqlExpression part(DatePart part, SqlExpression operand) {
		return new SqlExpression.Extract(part, operand);
	}

	/** From Sunday as 1, where the database counts from Monday. */
	private static SqlExpression fromSunday(SqlExpression fromMonday) {
		SqlExpression fromZero = new SqlExpression.Arithmetic(ArithmeticOperator.MODULO, fromMonday,
				new SqlExpression.Literal(DAYS_OF_A_WEEK));
		return new SqlExpression.Arithmetic(ArithmeticOperator.PLUS, fromZero, new SqlExpression.Literal(1));
	}

	/**
	 * Not every database keeps the days and hours of a length of time apart when it
	 * stores it.
	 */
	private static SqlExpression apart(TemporalExpression.Extract extract, SqlExpression operand) {
		boolean stored = operand instanceof SqlExpression.Column && isDuration(extract);
		return stored ? new SqlExpression.StandardCall(SqlFunction.DURATION_TO_EXTRACT, operand)
				: computed(extract, operand);
	}

	private static SqlExpression computed(TemporalExpression.Extract extract, SqlExpression operand) {
		return isDuration(extract) ? new SqlExpression.StandardCall(SqlFunction.COMPUTED_DURATION_TO_EXTRACT, operand)
				: operand;
	}

	private static boolean isDuration(TemporalExpression.Extract extract) {
		return ExpressionTypes.findType(extract.operand()) == Duration.class;
	}

}
