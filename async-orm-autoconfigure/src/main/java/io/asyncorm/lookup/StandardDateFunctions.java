package io.asyncorm.lookup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.DatePart;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import org.jspecify.annotations.Nullable;

/**
 * Functions of dates and times. They take what is local already: points in time are put
 * into a zone before.
 */
final class StandardDateFunctions {

	private static final Set<String> OF_DATES = Set.of("year", "iso_year", "quarter", "month", "week", "day",
			"week_day", "iso_week_day");

	private static final Set<String> OF_TIMES = Set.of("hour", "minute", "second");

	private static final int DAYS_OF_A_WEEK = 7;

	private StandardDateFunctions() {
	}

	/** The parts by Django's names. */
	private static Map<String, UnaryOperator<SqlExpression>> parts() {
		Map<String, UnaryOperator<SqlExpression>> parts = new LinkedHashMap<>();
		for (DatePart part : DatePart.values()) {
			parts.put(part.name().toLowerCase(Locale.ROOT), (operand) -> new SqlExpression.Extract(part, operand));
		}
		parts.put("second",
				(operand) -> new SqlExpression.Call("FLOOR", new SqlExpression.Extract(DatePart.SECOND, operand)));
		parts.put("week_day", StandardDateFunctions::weekDay);
		return parts;
	}

	/** From Sunday as 1, where the database counts from Monday. */
	private static SqlExpression weekDay(SqlExpression operand) {
		SqlExpression fromMonday = new SqlExpression.Extract(DatePart.ISO_WEEK_DAY, operand);
		SqlExpression fromSunday = new SqlExpression.Arithmetic(ArithmeticOperator.MODULO, fromMonday,
				new SqlExpression.Literal(DAYS_OF_A_WEEK));
		return new SqlExpression.Arithmetic(ArithmeticOperator.PLUS, fromSunday, new SqlExpression.Literal(1));
	}

	static List<DatabaseFunction> all() {
		List<DatabaseFunction> functions = new ArrayList<>();
		parts().forEach((name, extraction) -> functions
			.add(new StandardFunction("extract_" + name, StandardFunctions.fixed(Integer.class), false,
					(arguments) -> extraction.apply(operand(name, arguments.get(0))))));
		for (DatePart part : List.of(DatePart.YEAR, DatePart.QUARTER, DatePart.MONTH, DatePart.WEEK, DatePart.DAY,
				DatePart.HOUR, DatePart.MINUTE, DatePart.SECOND)) {
			functions.add(new StandardFunction("trunc_" + part.name().toLowerCase(Locale.ROOT), NumberTypes::first,
					false, (arguments) -> new SqlExpression.Truncate(part, arguments.get(0).sql())));
		}
		functions.add(standard("days_between", SqlFunction.DAYS_BETWEEN, Duration.class));
		functions.add(standard("date_plus", SqlFunction.DATE_PLUS, LocalDateTime.class));
		functions.add(standard("date_minus", SqlFunction.DATE_MINUS, LocalDateTime.class));
		return functions;
	}

	/**
	 * Not every database keeps the days and hours of a length of time apart when it
	 * stores it.
	 */
	private static SqlExpression operand(String part, DatabaseFunction.Argument argument) {
		boolean ofLength = argument.type() == Duration.class && argument.sql() instanceof SqlExpression.Column
				&& (part.equals("day") || part.equals("hour"));
		if (ofLength) {
			return new SqlExpression.StandardCall(SqlFunction.DURATION_TO_EXTRACT, argument.sql());
		}
		return (argument.type() == Duration.class)
				? new SqlExpression.StandardCall(SqlFunction.COMPUTED_DURATION_TO_EXTRACT, argument.sql())
				: argument.sql();
	}

	private static StandardFunction standard(String name, SqlFunction function, Class<?> type) {
		return new StandardFunction(name, StandardFunctions.fixed(type), false,
				(arguments) -> new SqlExpression.StandardCall(function,
						arguments.stream().map(DatabaseFunction.Argument::sql).toList()));
	}

	/**
	 * The function that takes a part out of values of a type; null if they have no such
	 * part.
	 */
	static @Nullable String extraction(String part, Class<?> type) {
		boolean point = type == Instant.class || type == LocalDateTime.class;
		boolean known = OF_DATES.contains(part) && (point || type == LocalDate.class)
				|| OF_TIMES.contains(part) && (point || type == LocalTime.class);
		return known ? "extract_" + part : null;
	}

}
