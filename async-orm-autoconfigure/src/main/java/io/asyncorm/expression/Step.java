package io.asyncorm.expression;

import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;

import io.asyncorm.model.FieldException;

/**
 * One name on the way to a field, as it was said. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Step {

	/**
	 * A name out of a Django string, or a parameter's name: a field, a relation, a
	 * transform or a lookup.
	 */
	record Named(String name) implements Step {
	}

	/** A property by the name of its accessor. */
	record Accessor(String method) implements Step {
	}

	/** The way back of a foreign key, by the model that holds it and its accessor. */
	record Inverse(Class<?> model, String method) implements Step {
	}

	/**
	 * The accessor that a method reference names.
	 * @throws FieldException if it is a lambda expression
	 */
	static Accessor of(Property<?, ?> property) {
		return new Accessor(MethodReferences.describe(property).getImplMethodName());
	}

	/**
	 * The way back of the foreign key that a method reference names.
	 * @throws FieldException if it is a lambda expression
	 */
	static Inverse inverseOf(RelationProperty<?, ?> foreignKey) {
		SerializedLambda lambda = MethodReferences.describe(foreignKey);
		Class<?> model = MethodType
			.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), foreignKey.getClass().getClassLoader())
			.parameterType(0);
		return new Inverse(model, lambda.getImplMethodName());
	}

}
