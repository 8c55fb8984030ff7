package io.asyncorm.lookup;

import io.asyncorm.type.NumberType;

import java.math.BigDecimal;
import java.util.List;

/**
 * Infers the types of values that are computed from numbers.
 */
final class NumberTypes {

	private NumberTypes() {
	}

	/**
	 * The type of a mathematical function, as in Django: a decimal if there is one among
	 * the arguments, otherwise a double where there are integers.
	 */
	static Class<?> ofMathematics(List<Class<?>> arguments) {
		if (arguments.contains(BigDecimal.class)) {
			return BigDecimal.class;
		}
		boolean integers = arguments.stream().anyMatch(NumberType::isWhole);
		return (integers || arguments.isEmpty()) ? Double.class : arguments.get(0);
	}

	/**
	 * The common type of alternatives, as in COALESCE; those without a type do not count.
	 */
	static Class<?> ofAlternatives(List<Class<?>> arguments) {
		Class<?> type = Void.class;
		for (Class<?> argument : arguments) {
			Class<?> wider = NumberType.wider(type, argument);
			type = (type == Void.class) ? argument : (wider != null) ? wider : type;
		}
		return type;
	}

	static Class<?> first(List<Class<?>> arguments) {
		return arguments.isEmpty() ? Object.class : arguments.get(0);
	}

}
