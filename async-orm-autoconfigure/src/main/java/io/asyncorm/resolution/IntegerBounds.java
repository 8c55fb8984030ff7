package io.asyncorm.resolution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;

import io.asyncorm.lookup.Comparison;
import io.asyncorm.type.NumberType;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;

/**
 * Compares any number with an integer column, as Django does: fractions are rounded so
 * that the same rows match, and what is beyond all values of the column has its answer
 * without asking.
 */
final class IntegerBounds {

	/** More than any column of integers has. */
	private static final int MOST_DIGITS = 40;

	/** As much as is computed with at little cost. */
	private static final int MOST_BITS = 100_000;

	private static final BigDecimal BEYOND = BigDecimal.ONE.movePointRight(MOST_DIGITS);

	private final Class<?> type;

	private final BigInteger greatest;

	private final BigInteger least;

	IntegerBounds(Class<?> type) {
		this.type = type;
		NumberType number = Objects.requireNonNull(NumberType.find(type));
		this.greatest = Objects.requireNonNull(number.greatest());
		this.least = this.greatest.negate().subtract(BigInteger.ONE);
	}

	/**
	 * What a user gave, as a number.
	 * @throws InvalidValueException if it is none
	 */
	static BigDecimal toNumber(@Nullable Object value, String where) {
		if (value instanceof Boolean truth) {
			return truth ? BigDecimal.ONE : BigDecimal.ZERO;
		}
		if (value instanceof CharSequence text) {
			if (text.chars().anyMatch((character) -> character == '.' || character == 'e' || character == 'E')) {
				throw new InvalidValueException("'" + where + "' takes a whole number");
			}
			return new BigDecimal((BigInteger) convert(value, BigInteger.class, where));
		}
		if (value == null) {
			throw new InvalidValueException("A null cannot be used with '" + where + "': ask for it with isnull");
		}
		return (value instanceof BigDecimal number && number.unscaledValue().bitLength() <= MOST_BITS) ? inReach(number)
				: (BigDecimal) convert(value, BigDecimal.class, where);
	}

	/**
	 * A number of any magnitude, or one that compares with every integer of a column as
	 * it does: nothing is computed with a number such as 1e1000000000.
	 */
	private static BigDecimal inReach(BigDecimal number) {
		long digits = (long) number.precision() - number.scale();
		if (number.signum() == 0) {
			return BigDecimal.ZERO;
		}
		if (digits > MOST_DIGITS) {
			return BEYOND.multiply(BigDecimal.valueOf(number.signum()));
		}
		// Of a long fraction, no more counts than that it is there
		return (number.scale() > MOST_DIGITS) ? withShortFraction(number, digits) : number;
	}

	private static BigDecimal withShortFraction(BigDecimal number, long digits) {
		BigDecimal little = BigDecimal.valueOf(number.signum(), MOST_DIGITS);
		if (digits < 0) {
			return little;
		}
		BigDecimal whole = number.round(new MathContext((int) digits + 1, RoundingMode.DOWN))
			.setScale(0, RoundingMode.DOWN);
		return (whole.compareTo(number) != 0) ? whole.add(little) : whole;
	}

	/** As every conversion, without quoting the value, which is not for logs. */
	private static Object convert(Object value, Class<? extends Number> type, String where) {
		try {
			return ScalarValues.convert(value, type);
		}
		catch (UnfitValueException ex) {
			String given = "a value of type '" + value.getClass().getTypeName() + "'";
			throw new InvalidValueException("'" + where + "' takes a number, but was given " + given
					+ ((value instanceof CharSequence) ? " that spells no whole number" : ""), ex);
		}
	}

	/** Whether all rows match, or none does; null if that depends on the row. */
	@Nullable Boolean answer(Comparison comparison, BigDecimal number) {
		BigInteger whole = round(comparison, number);
		if (whole.compareTo(this.greatest) > 0) {
			return comparison.matchesGreater();
		}
		return (whole.compareTo(this.least) < 0) ? comparison.matchesLess() : null;
	}

	/** The whole number to compare with, in the column's type. */
	Object whole(Comparison comparison, BigDecimal number) {
		return ScalarValues.convert(round(comparison, number), this.type);
	}

	/** The same, or the column's least or greatest value if that is nearer. */
	Object nearest(Comparison comparison, BigDecimal number) {
		return ScalarValues.convert(round(comparison, number).min(this.greatest).max(this.least), this.type);
	}

	private static BigInteger round(Comparison comparison, BigDecimal number) {
		return number.setScale(0, comparison.rounding()).toBigInteger();
	}

}
