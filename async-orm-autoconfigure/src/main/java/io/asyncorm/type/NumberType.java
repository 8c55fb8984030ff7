package io.asyncorm.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The numeric types, from the narrowest to the widest, in the order in which databases
 * widen them in arithmetic, with lossless conversions between them.
 *
 * @since 0.1.0
 */
public enum NumberType {

	/** An integer of two bytes. */
	SHORT(Short.class, BigDecimal::shortValueExact, BigInteger.valueOf(Short.MAX_VALUE)),
	/** An integer of four bytes. */
	INTEGER(Integer.class, BigDecimal::intValueExact, BigInteger.valueOf(Integer.MAX_VALUE)),
	/** An integer of eight bytes. */
	LONG(Long.class, BigDecimal::longValueExact, BigInteger.valueOf(Long.MAX_VALUE)),
	/** An integer of any length. */
	BIG_INTEGER(BigInteger.class, BigDecimal::toBigIntegerExact, null),
	/** A decimal number of any length. */
	DECIMAL(BigDecimal.class, (decimal) -> decimal, null),
	/** A floating-point number of four bytes. */
	FLOAT(Float.class, NumberType::toFloat, null),
	/** A floating-point number of eight bytes. */
	DOUBLE(Double.class, NumberType::toDouble, null);

	private static final Map<Class<?>, NumberType> BY_CLASS = new HashMap<>();

	static {
		for (NumberType type : values()) {
			BY_CLASS.put(type.javaType, type);
		}
	}

	/**
	 * The most digits before the point, and behind it: as many as PostgreSQL keeps behind
	 * it. More would be rounded to zero there, and a number like 1e999999999 would take
	 * the memory.
	 */
	private static final int MOST_DIGITS = 16_383;

	/** Bits of as many digits as there may be on both sides of the point. */
	private static final int MOST_BITS = (int) (2 * MOST_DIGITS * 3.33);

	/**
	 * The greatest numbers of 19 digits, by how many of these are behind the point:
	 * nothing is computed to compare with one of the same scale.
	 */
	private static final List<BigDecimal> GREATEST_SHORT = IntStream.range(0, 20)
		.mapToObj((scale) -> BigDecimal.valueOf(Long.MAX_VALUE, scale))
		.toList();

	/** Digits, sign, point and exponent. */
	private static final int LONGEST_TEXT = 2 * MOST_DIGITS + 16;

	private final Class<? extends Number> javaType;

	private final Function<BigDecimal, Number> exact;

	private final @Nullable BigInteger greatest;

	NumberType(Class<? extends Number> javaType, Function<BigDecimal, Number> exact, @Nullable BigInteger greatest) {
		this.javaType = javaType;
		this.exact = exact;
		this.greatest = greatest;
	}

	/** Finds the type of a boxed class; null if it is not numeric. */
	public static @Nullable NumberType find(@Nullable Class<?> boxed) {
		return BY_CLASS.get(boxed);
	}

	/** Whether a boxed class holds integers of a fixed width. */
	public static boolean isInteger(Class<?> boxed) {
		NumberType type = find(boxed);
		return type != null && type.greatest != null;
	}

	/** Whether a boxed class holds integers, of a fixed width or of any. */
	public static boolean isWhole(Class<?> boxed) {
		return boxed == BigInteger.class || isInteger(boxed);
	}

	/** Whether a boxed class holds floating-point numbers. */
	public static boolean isFloating(Class<?> boxed) {
		return boxed == Float.class || boxed == Double.class;
	}

	/** The wider of two boxed classes; null if one of them is not numeric. */
	public static @Nullable Class<?> wider(Class<?> first, Class<?> second) {
		NumberType one = find(first);
		NumberType other = find(second);
		if (one == null || other == null) {
			return null;
		}
		return (other.compareTo(one) > 0) ? second : first;
	}

	/**
	 * The greatest number; null if there is none. The least is one beyond its negation.
	 */
	public @Nullable BigInteger greatest() {
		return this.greatest;
	}

	/** Which numbers fit, for messages about one that does not. */
	String limits() {
		if (this.greatest != null) {
			return "only whole numbers from " + this.greatest.negate().subtract(BigInteger.ONE) + " to " + this.greatest
					+ " fit";
		}
		return switch (this) {
			case BIG_INTEGER -> "only whole numbers fit, of no more digits than columns can hold";
			case DECIMAL -> "only numbers of no more digits than columns can hold fit";
			default -> "the number does not fit without loss";
		};
	}

	/** The type of a sum of such numbers, which may not fit into their own. */
	public Class<?> sum() {
		return (this == SHORT || this == INTEGER) ? Long.class : this.javaType;
	}

	/** Whether this type can hold every number of a boxed class. */
	public boolean holds(Class<?> boxed) {
		NumberType other = find(boxed);
		return switch (this) {
			case DOUBLE -> other == SHORT || other == INTEGER || other == FLOAT || other == DOUBLE;
			case FLOAT -> other == FLOAT;
			case SHORT, INTEGER, LONG, BIG_INTEGER, DECIMAL -> other != null && other.compareTo(this) <= 0;
		};
	}

	/**
	 * Converts a number to this type without loss.
	 * @throws ArithmeticException if it does not fit
	 */
	public Number exact(BigDecimal number) {
		return this.exact.apply(number);
	}

	/**
	 * Converts a number or text to this type without loss; null if it is neither.
	 * @throws ArithmeticException if it does not fit
	 * @throws NumberFormatException if the text is no number
	 */
	@Nullable Number convert(Object value) {
		if (!(value instanceof Number || value instanceof CharSequence)) {
			return null;
		}
		if (isShortWhole(value)) {
			return exact(BigDecimal.valueOf(((Number) value).longValue()));
		}
		if (value instanceof Number number) {
			requireSize(number);
		}
		else if (((CharSequence) value).length() > LONGEST_TEXT) {
			throw new ArithmeticException();
		}
		Double notFinite = notFinite(value);
		if (notFinite != null) {
			return notFinite(notFinite);
		}
		return exact((BigDecimal) requireSize(new BigDecimal(value.toString().strip())));
	}

	/** Whether its value is at hand without its text, and has no more than 19 digits. */
	private static boolean isShortWhole(Object value) {
		return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
	}

	/**
	 * Returns a number that has no more digits than columns can hold, without computing
	 * with it.
	 * @throws ArithmeticException if it has more
	 */
	public static Number requireSize(Number number) {
		boolean fits = switch (number) {
			case BigInteger integer -> integer.bitLength() <= MOST_BITS / 2;
			case BigDecimal decimal -> isShort(decimal) || decimal.unscaledValue().bitLength() <= MOST_BITS
					&& decimal.scale() <= MOST_DIGITS && (long) decimal.precision() - decimal.scale() <= MOST_DIGITS;
			default -> true;
		};
		if (!fits) {
			throw new ArithmeticException("The number has more digits than columns can hold");
		}
		return number;
	}

	private static boolean isShort(BigDecimal decimal) {
		int scale = decimal.scale();
		return scale >= 0 && scale < GREATEST_SHORT.size() && decimal.signum() >= 0
				&& decimal.compareTo(GREATEST_SHORT.get(scale)) <= 0;
	}

	/**
	 * A number that may have digits behind the point, with those that it is written with;
	 * null if it is none.
	 */
	public static @Nullable BigDecimal findDigits(Object value) {
		return switch (value) {
			case BigDecimal decimal -> decimal;
			case Double number when Double.isFinite(number) -> new BigDecimal(number.toString());
			case Float number when Float.isFinite(number) -> new BigDecimal(number.toString());
			default -> null;
		};
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

	private Number notFinite(Double number) {
		if (!isFloating(this.javaType)) {
			throw new ArithmeticException();
		}
		return (this == FLOAT) ? (Number) number.floatValue() : number;
	}

	/** A decimal may become its nearest double only if both are written the same. */
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
