package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.FieldException;

/**
 * One name of a path or lookup, as the user wrote it: not resolved against a model yet.
 * Immutable. Internal: it may change at any time.
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

	/**
	 * A property by the name of its accessor, and by its own name.
	 */
	record Accessor(String method, String property) implements Step {
	}

	/**
	 * The reverse of a relation, by the model that declares that and its accessor.
	 */
	record Inverse(Class<?> model, String method) implements Step {
	}

	/** Appends a step. */
	static List<Step> append(List<Step> steps, Step step) {
		List<Step> more = new ArrayList<>(steps);
		more.add(step);
		return List.copyOf(more);
	}

	/**
	 * The accessor that a method reference names.
	 * @throws FieldException if it is a lambda expression
	 */
	static Accessor of(Property<?, ?> property) {
		return MethodReferences.accessor(property);
	}

	/**
	 * The reverse relation of the one that a method reference names.
	 * @throws FieldException if it is a lambda expression
	 */
	static Inverse inverseOf(RelationProperty<?, ?> relation) {
		return new Inverse(MethodReferences.model(relation), MethodReferences.accessor(relation).method());
	}

}
