package io.asyncorm.expression;

import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.asyncorm.model.FieldException;
import kotlin.jvm.functions.Function1;
import kotlin.jvm.internal.ClassBasedDeclarationContainer;
import kotlin.jvm.internal.PropertyReference;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the property that a method reference such as {@code Book::title} names. Each
 * occurrence in the code has a class of its own, by which the result is cached, unless it
 * is Kotlin's and holds a reference that may be another one next time. Safe for use by
 * several threads.
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
		Assert.notNull(property, "'property' must not be null: give a method reference, such as Book::title");
		AtomicReference<@Nullable Read> known = READ.get(property.getClass());
		Read read = known.get();
		if (read != null) {
			return read;
		}
		read = KotlinDetector.isKotlinPresent() ? InKotlin.find(property) : null;
		if (read == null) {
			SerializedLambda lambda = read(property);
			Class<?> model = MethodType
				.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), property.getClass().getClassLoader())
				.parameterType(0);
			read = Read.of(model, lambda.getImplMethodName());
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
		SerializedLambda lambda = findLambda(property);
		if (lambda == null) {
			throw new FieldException("Cannot tell which property is meant, because '" + property.getClass().getName()
					+ "' is no method reference: write one, as in where(Book::title)");
		}
		// Kotlin puts the name of the method before
		if (lambda.getImplMethodName().contains("lambda$")) {
			throw new FieldException("A lambda expression does not name a property: write a method reference,"
					+ " as in where(Book::title)");
		}
		return lambda;
	}

	private static @Nullable SerializedLambda findLambda(Property<?, ?> property) {
		try {
			Method writeReplace = property.getClass().getDeclaredMethod("writeReplace");
			writeReplace.setAccessible(true);
			return (writeReplace.invoke(property) instanceof SerializedLambda lambda) ? lambda : null;
		}
		catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException ex) {
			return null;
		}
	}

	/** The model and accessor of a method reference. */
	private record Read(Class<?> model, Step.Accessor accessor) {

		static Read of(Class<?> model, String method) {
			return new Read(model, new Step.Accessor(method, property(model, method)));
		}

	}

	/**
	 * Property references of Kotlin's, which are held by what its compiler makes of them:
	 * a lambda that takes them, or a class with a field. Loaded only where Kotlin is
	 * there.
	 */
	private static final class InKotlin {

		static @Nullable Read find(Property<?, ?> property) {
			return (held(property) instanceof PropertyReference reference
					&& reference.getOwner() instanceof ClassBasedDeclarationContainer owner)
							? new Read(owner.getJClass(),
									new Step.Accessor(reference.getSignature().split("\\(")[0], reference.getName()))
							: null;
		}

		private static @Nullable Object held(Property<?, ?> property) {
			Field field = ReflectionUtils.findField(property.getClass(), "function", Function1.class);
			if (field != null) {
				ReflectionUtils.makeAccessible(field);
				return ReflectionUtils.getField(field, property);
			}
			SerializedLambda lambda = findLambda(property);
			return (lambda != null && lambda.getCapturedArgCount() == 1) ? lambda.getCapturedArg(0) : null;
		}

	}

}
