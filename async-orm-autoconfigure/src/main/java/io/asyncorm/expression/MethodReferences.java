package io.asyncorm.expression;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;

import io.asyncorm.model.FieldException;

/**
 * Reads which method a method reference names. Each place in the code that writes one has
 * a class of its own, and what that class says never changes, so it is read once. Safe
 * for use by several threads.
 */
final class MethodReferences {

	private static final ClassValue<AtomicReference<SerializedLambda>> READ = new ClassValue<>() {

		@Override
		protected AtomicReference<SerializedLambda> computeValue(Class<?> type) {
			return new AtomicReference<>();
		}

	};

	private MethodReferences() {
	}

	static SerializedLambda describe(Property<?, ?> property) {
		AtomicReference<SerializedLambda> read = READ.get(property.getClass());
		SerializedLambda lambda = read.get();
		if (lambda == null) {
			lambda = read(property);
			read.set(lambda);
		}
		return lambda;
	}

	private static SerializedLambda read(Property<?, ?> property) {
		try {
			Method writeReplace = property.getClass().getDeclaredMethod("writeReplace");
			writeReplace.setAccessible(true);
			if (writeReplace.invoke(property) instanceof SerializedLambda lambda
					&& !lambda.getImplMethodName().startsWith("lambda$")) {
				return lambda;
			}
		}
		catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException ex) {
			throw new FieldException("Cannot tell which property is meant, because '" + property.getClass().getName()
					+ "' is no method reference: write one, as in where(Book::title)");
		}
		throw new FieldException("A lambda expression does not name a property: write a method reference,"
				+ " as in where(Book::title)");
	}

}
