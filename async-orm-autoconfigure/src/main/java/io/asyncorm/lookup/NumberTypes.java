package io.asyncorm.lookup;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * The types of what is computed from numbers.
 */
final class NumberTypes {

	private static final Set<Class<?>> INTEGERS = Set.of(Short.class, Integer.class, Long.class, BigInteger.class);

	/** From the narrowest to the widest. */
	private static final List<Class<?>> WIDTHS = List.of(Short.class, Integer.class, Long.class, BigInteger.class,
			BigDecimal.class, Float.class, Double.class);

	private NumberTypes() {
	}

	/**
	 * As Django's mathematical functions: a decimal if there is one among the arguments,
	 * otherwise a float where there are integers.
	 */
	static Class<?> ofMathematics(List<Class<?>> arguments) {
		if (arguments.contains(BigDecimal.class)) {
			return BigDecimal.class;
		}
		boolean integers = arguments.stream().anyMatch(INTEGERS::contains);
		return (integers || arguments.isEmpty()) ? Double.class : arguments.get(0);
	}

	/** The type of values one of which is taken; those without a type do not count. */
	static Class<?> ofAlternatives(List<Class<?>> arguments) {
		Class<?> type = Void.class;
		for (Class<?> argument : arguments) {
			boolean wider = WIDTHS.contains(type) && WIDTHS.indexOf(argument) > WIDTHS.indexOf(type);
			if (type == Void.class || wider) {
				type = argument;
			}
		}
		return type;
	}

	static Class<?> first(List<Class<?>> arguments) {
		return arguments.isEmpty() ? Object.class : arguments.get(0);
	}

}
