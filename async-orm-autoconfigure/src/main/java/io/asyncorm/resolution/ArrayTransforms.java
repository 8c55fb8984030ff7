package io.asyncorm.resolution;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.ArrayPart;
import io.asyncorm.plan.ExpressionTypes;
import org.jspecify.annotations.Nullable;

/**
 * The transforms of arrays, as those of Django's {@code ArrayField}: {@code tags__len},
 * {@code tags__0} and {@code tags__0_2}.
 */
final class ArrayTransforms {

	/** Larger than any array. */
	private static final String PLACE = "([0-9]{1,9})";

	private static final Pattern INDEX = Pattern.compile(PLACE);

	private static final Pattern SLICE = Pattern.compile(PLACE + "_" + PLACE);

	private ArrayTransforms() {
	}

	/** Applies the transform of a name to an array; null if there is none. */
	static @Nullable Expression apply(Expression array, String name) {
		if (name.equals("len")) {
			return part(new ArrayPart.Length(), array);
		}
		if (INDEX.matcher(name).matches()) {
			return part(new ArrayPart.Element(Integer.parseInt(name)), array);
		}
		Matcher slice = SLICE.matcher(name);
		return slice.matches()
				? part(new ArrayPart.Slice(Integer.parseInt(slice.group(1)), Integer.parseInt(slice.group(2))), array)
				: null;
	}

	private static Expression part(ArrayPart part, Expression array) {
		return new Expression.Func(part, List.of(array), part.type(List.of(ExpressionTypes.typeOf(array))));
	}

}
