package io.asyncorm.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Turns numbers of one width into another, as long as the value stays the same.
 */
final class NumberValues {

	private static final Map<Class<?>, Function<BigDecimal, Number>> CONVERSIONS = Map.of(Short.class,
			BigDecimal::shortValueExact, Integer.class, BigDecimal::intValueExact, Long.class,
			BigDecimal::longValueExact, BigInteger.class, BigDecimal::toBigIntegerExact, BigDecimal.class,
			(decimal) -> decimal, Double.class, NumberValues::toDouble, Float.class, NumberValues::toFloat);

	/**
	 * More digits than any column holds; a text like 1e999999999 would take the memory.
	 */
	private static final int MAXIMUM_EXPONENT = 16_384;

	private NumberValues() {
	}

	/**
	 * The value as a number of a boxed type; null if it is neither number nor text.
	 * @throws ArithmeticException if it does not fit
	 * @throws NumberFormatException if it is text that spells no number
	 */
	static @Nullable Number convert(Object value, Class<?> type) {
		Function<BigDecimal, Number> conversion = CONVERSIONS.get(type);
		if (conversion == null || !(value instanceof Number || value instanceof CharSequence)) {
			return null;
		}
		Double notFinite = notFinite(value);
		if (notFinite != null) {
			return (type == Double.class) ? notFinite : notFinite(notFinite, type);
		}
		BigDecimal decimal = new BigDecimal(value.toString().strip());
		if (Math.abs((long) decimal.precision() - decimal.scale()) > MAXIMUM_EXPONENT) {
			throw new ArithmeticException();
		}
		return conversion.apply(decimal);
	}

	private static @Nullable Double notFinite(Object value) {
		if (value instanceof Double || value instanceof Float) {
			double number = ((Number) value).doubleValue();
			return Double.isFinite(number) ? null : number;
		}
		return switch (value.toString().strip()) {
			case "NaN" -> Double.NaN;
			case "Infinity" -> Double.POSITIVE_INFINITY;
			case "-Infinity" -> Double.NEGATIVE_INFINITY;
			default -> null;
		};
	}

	private static Number notFinite(Double number, Class<?> type) {
		if (type != Float.class) {
			throw new ArithmeticException();
		}
		return number.floatValue();
	}

	/** The nearest one may stand for a decimal only if it is written the same. */
	private static Number toDouble(BigDecimal decimal) {
		double number = decimal.doubleValue();
		if (!Double.isFinite(number) || new BigDecimal(number).compareTo(decimal) != 0
				&& BigDecimal.valueOf(number).compareTo(decimal) != 0) {
			throw new ArithmeticException();
		}
		return number;
	}

	private static Number toFloat(BigDecimal decimal) {
		float number = decimal.floatValue();
		if (!Float.isFinite(number) || new BigDecimal(number).compareTo(decimal) != 0
				&& new BigDecimal(Float.toString(number)).compareTo(decimal) != 0) {
			throw new ArithmeticException();
		}
		return number;
	}

}
