package io.asyncorm.expression;

import io.asyncorm.lookup.StandardFunction;

import java.util.List;

/**
 * Mathematical functions. As in Django, results are decimals where an argument is one,
 * and floating-point numbers otherwise, unless a function keeps the type of its argument.
 *
 * @since 0.1.0
 */
public final class MathFunctions {

	private MathFunctions() {
	}

	/** The absolute value. */
	public static <M> Expr<M> abs(Expr<M> number) {
		return Functions.call(StandardFunction.ABS, number);
	}

	/** Rounded up to an integer. */
	public static <M> Expr<M> ceil(Expr<M> number) {
		return Functions.call(StandardFunction.CEIL, number);
	}

	/** Rounded down to an integer. */
	public static <M> Expr<M> floor(Expr<M> number) {
		return Functions.call(StandardFunction.FLOOR, number);
	}

	/** The sign: -1, 0 or 1. */
	public static <M> Expr<M> sign(Expr<M> number) {
		return Functions.call(StandardFunction.SIGN, number);
	}

	/** The square root. */
	public static <M> Expr<M> sqrt(Expr<M> number) {
		return Functions.call(StandardFunction.SQRT, number);
	}

	/** The exponential function. */
	public static <M> Expr<M> exp(Expr<M> number) {
		return Functions.call(StandardFunction.EXP, number);
	}

	/** The natural logarithm. */
	public static <M> Expr<M> ln(Expr<M> number) {
		return Functions.call(StandardFunction.LN, number);
	}

	/** Converts radians to degrees. */
	public static <M> Expr<M> degrees(Expr<M> number) {
		return Functions.call(StandardFunction.DEGREES, number);
	}

	/** Converts degrees to radians. */
	public static <M> Expr<M> radians(Expr<M> number) {
		return Functions.call(StandardFunction.RADIANS, number);
	}

	/** The sine. */
	public static <M> Expr<M> sin(Expr<M> number) {
		return Functions.call(StandardFunction.SIN, number);
	}

	/** The cosine. */
	public static <M> Expr<M> cos(Expr<M> number) {
		return Functions.call(StandardFunction.COS, number);
	}

	/** The tangent. */
	public static <M> Expr<M> tan(Expr<M> number) {
		return Functions.call(StandardFunction.TAN, number);
	}

	/** The cotangent. */
	public static <M> Expr<M> cot(Expr<M> number) {
		return Functions.call(StandardFunction.COT, number);
	}

	/** The arc sine. */
	public static <M> Expr<M> asin(Expr<M> number) {
		return Functions.call(StandardFunction.ASIN, number);
	}

	/** The arc cosine. */
	public static <M> Expr<M> acos(Expr<M> number) {
		return Functions.call(StandardFunction.ACOS, number);
	}

	/** The arc tangent. */
	public static <M> Expr<M> atan(Expr<M> number) {
		return Functions.call(StandardFunction.ATAN, number);
	}

	/** Rounded to an integer. */
	public static <M> Expr<M> round(Expr<M> number) {
		return round(number, 0);
	}

	/**
	 * Rounded to so many digits behind the point; a negative number of them rounds before
	 * it.
	 */
	public static <M> Expr<M> round(Expr<M> number, int digits) {
		return round(number, Functions.value(digits));
	}

	/** Rounded to so many digits behind the point. */
	public static <M> Expr<M> round(Expr<M> number, Expr<M> digits) {
		return Functions.call(StandardFunction.ROUND, number, digits);
	}

	/** The power. */
	public static <M> Expr<M> power(Expr<M> number, Expr<M> exponent) {
		return Functions.call(StandardFunction.POWER, number, exponent);
	}

	/** The logarithm to a base. */
	public static <M> Expr<M> log(Expr<M> base, Expr<M> number) {
		return Functions.call(StandardFunction.LOG, base, number);
	}

	/** The remainder of a division. */
	public static <M> Expr<M> mod(Expr<M> number, Expr<M> divisor) {
		return Functions.call(StandardFunction.MOD, number, divisor);
	}

	/** The arc tangent of a quotient. */
	public static <M> Expr<M> atan2(Expr<M> number, Expr<M> divisor) {
		return Functions.call(StandardFunction.ATAN2, number, divisor);
	}

	/** The number pi. */
	public static <M> Expr<M> pi() {
		return new Expr<>(new Expression.Func(StandardFunction.PI, List.of(), null));
	}

	/** A random number, from 0 up to but without 1. */
	public static <M> Expr<M> random() {
		return new Expr<>(new Expression.Func(StandardFunction.RANDOM, List.of(), null));
	}

}
