package io.asyncorm.resolution;

import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sees to embedded values that are written being whole: their columns are nullable where
 * they can be null, so that the database does not miss what they lack.
 *
 * @since 0.1.0
 */
public final class EmbeddedValues {

	private EmbeddedValues() {
	}

	/**
	 * Refuses an object with an embedded value that is not whole.
	 * @throws InvalidValueException if it has one
	 */
	public static <M> void require(ModelMetadata<M> model, M object) {
		for (ModelField field : model.compositeFields()) {
			if (field.isEmbedded() && field.parts().owner() == null) {
				ValuePreparation.forField(field, field.get(object));
			}
		}
	}

	/**
	 * Refuses a null for a part of a row's value that its record requires.
	 * @param field the part
	 * @param value its new value
	 * @throws InvalidValueException if it is one
	 */
	static void requirePart(ModelField field, Expression value) {
		ModelField owner = field.parts().owner();
		if (owner != null && field.nullable() && field.parts().isRequired() && isNull(value)) {
			throw new InvalidValueException(
					"'" + field.parts().path() + "' cannot be set to null, as " + owner.javaType().getSimpleName()
							+ " requires it: give it a value, or set all of '" + owner.parts().path() + "' to null");
		}
	}

	/**
	 * Whether a column is part of a value that can be null, and of which nothing is
	 * given: then its default would be all that there is.
	 * @param given the value that is given for a field; null if none is
	 */
	static boolean isAbsent(ModelField column, Function<ModelField, @Nullable Expression> given) {
		for (ModelField owner = column.parts().owner(); owner != null; owner = owner.parts().owner()) {
			if (owner.nullable() && owner.columns().stream().map(given).allMatch(EmbeddedValues::isNull)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isNull(@Nullable Expression value) {
		return value == null || value instanceof Expression.Value constant && constant.value() == null;
	}

}
