package io.asyncorm.expression;

import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.asyncorm.model.FieldException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the property that a method reference such as {@code Book::title} names. Each
 * occurrence in the code has a class of its own, by which the result is cached. Safe for
 * use by several threads.
 */
final class MethodReferences {

	private static final ClassValue<AtomicReference<@Nullable Read>> READ = new ClassValue<>() {

		@Override
		protected AtomicReference<@Nullable Read> computeValue(Class<?> type) {
			return new AtomicReference<>();
		}

	};

	private MethodReferences() {
	}

	/** The accessor that a method reference names. */
	static Step.Accessor accessor(Property<?, ?> property) {
		return describe(property).accessor();
	}

	/** The model whose accessor a method reference names. */
	static Class<?> model(Property<?, ?> property) {
		return describe(property).model();
	}

	private static Read describe(Property<?, ?> property) {
		AtomicReference<@Nullable Read> known = READ.get(property.getClass());
		Read read = known.get();
		if (read == null) {
			SerializedLambda lambda = read(property);
			Class<?> model = MethodType
				.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), property.getClass().getClassLoader())
				.parameterType(0);
			String method = lambda.getImplMethodName();
			read = new Read(model, new Step.Accessor(method, property(model, method)));
			known.set(read);
		}
		return read;
	}

	/**
	 * The property of an accessor: the method's name in records, and where there is a
	 * field of that name; otherwise, as in beans, {@code title} for {@code getTitle}.
	 */
	private static String property(Class<?> model, String method) {
		if (model.isRecord() || ReflectionUtils.findField(model, method) != null) {
			return method;
		}
		for (String prefix : List.of("get", "is")) {
			if (method.startsWith(prefix) && method.length() > prefix.length()
					&& Character.isUpperCase(method.charAt(prefix.length()))) {
				return StringUtils.uncapitalize(method.substring(prefix.length()));
			}
		}
		return method;
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

	/** The model and accessor of a method reference. */
	private record Read(Class<?> model, Step.Accessor accessor) {

	}

}
