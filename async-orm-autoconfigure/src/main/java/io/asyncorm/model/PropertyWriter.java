package io.asyncorm.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Sets what the constructor does not take, by method handles: a field, a setter, or a
 * method such as {@code withId}, which returns a copy. Immutable.
 *
 * @param name the name of the property
 * @param declaration where its type is declared: the field, or the method that reads it
 * @param members where annotations of the property may stand
 * @param handle takes an object and a value, and returns the object, or the copy of it
 */
record PropertyWriter(String name, AnnotatedElement declaration, List<AnnotatedElement> members, MethodHandle handle) {

	private static final MethodType WRITE = MethodType.methodType(Object.class, Object.class, Object.class);

	private static final MethodType SET = MethodType.methodType(void.class, Object.class, Object.class);

	private static final MethodHandle OBJECT = MethodHandles.dropArguments(MethodHandles.identity(Object.class), 1,
			Object.class);

	static PropertyWriter ofField(Field field) throws IllegalAccessException {
		field.setAccessible(true);
		MethodHandle setter = setting(MethodHandles.lookup().unreflectSetter(field));
		return new PropertyWriter(field.getName(), field, List.of(field), (KotlinSupport.findValueClass(field) != null)
				? MethodHandles.filterArguments(setter, 1, ObjectConstructor.UNBOXED) : setter);
	}

	/** A field that is final, and a method that returns a copy with another value. */
	static PropertyWriter ofCopy(Field field, Method copy) throws IllegalAccessException {
		copy.setAccessible(true);
		return new PropertyWriter(field.getName(), field, List.of(field, copy),
				MethodHandles.lookup().unreflect(copy).asType(WRITE));
	}

	static PropertyWriter ofSetter(String name, Method getter, Method setter) throws IllegalAccessException {
		setter.setAccessible(true);
		return new PropertyWriter(name, getter, List.of(getter, setter),
				setting(MethodHandles.lookup().unreflect(setter)));
	}

	/** The class of its values in a model. */
	Class<?> type(Class<?> model) {
		return resolvable(model).toClass();
	}

	/** The type as it is declared; where that is a variable, what it is in the model. */
	AnnotatedType declaredType(Class<?> model) {
		AnnotatedType declared = (this.declaration instanceof Field field) ? field.getAnnotatedType()
				: ((Method) this.declaration).getAnnotatedReturnType();
		return (declared instanceof AnnotatedTypeVariable) ? new ResolvedType(declared, resolvable(model).getType())
				: declared;
	}

	/** Reads the property where it is declared. */
	Function<Object, @Nullable Object> reader() throws IllegalAccessException {
		return (this.declaration instanceof Field field) ? Invocations.field(field)
				: Invocations.accessor((Method) this.declaration);
	}

	private ResolvableType resolvable(Class<?> model) {
		return (this.declaration instanceof Field field) ? ResolvableType.forField(field, model)
				: ResolvableType.forMethodReturnType((Method) this.declaration, model);
	}

	/** Sets the value, and returns the object. */
	private static MethodHandle setting(MethodHandle setter) {
		MethodHandle set = MethodHandles.dropReturn(setter).asType(SET);
		return MethodHandles.foldArguments(OBJECT, set);
	}

}
