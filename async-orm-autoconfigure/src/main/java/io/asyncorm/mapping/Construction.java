package io.asyncorm.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.util.List;
import java.util.Objects;

import io.asyncorm.mapping.EntityReader.Cell;
import io.asyncorm.mapping.EntityReader.PropertyReader;
import io.asyncorm.model.LoadedTargets;
import io.asyncorm.model.ObjectConstructor;
import org.jspecify.annotations.Nullable;

/**
 * Makes one method handle of a constructor and the readers of what it is given. To the
 * just-in-time compiler it is one method, in which every reader is known: nothing is
 * looked up for a row, and what is read needs no array.
 */
final class Construction {

	private static final MethodType READ = MethodType.methodType(Object.class, ResultSet.class, int.class, Object.class,
			LoadedTargets.class);

	private static final MethodType KEYED = MethodType.methodType(Object.class, Object.class, ResultSet.class,
			int.class, LoadedTargets.class);

	private static final MethodHandle KEY;

	private static final MethodHandle IS_NULL;

	private static final MethodHandle PROPERTY;

	private static final MethodHandle BY_ARRAY;

	private static final MethodHandle FAILED;

	/**
	 * A handle has as many parameters as a method, 255 at most, some of which it needs
	 * itself; and no compiler makes one method of so many readers.
	 */
	private static final int MOST_PROPERTIES = 100;

	static {
		MethodHandles.Lookup lookup = MethodHandles.lookup();
		try {
			KEY = MethodHandles.insertArguments(
					lookup.findVirtual(Cell.class, "read",
							MethodType.methodType(Object.class, ResultSet.class, int.class, Object.class)),
					3, (Object) null);
			IS_NULL = lookup.findStatic(Objects.class, "isNull", MethodType.methodType(boolean.class, Object.class));
			PROPERTY = lookup.findVirtual(PropertyReader.class, "read", READ);
			FAILED = lookup.findStatic(Construction.class, "failed",
					MethodType.methodType(Object.class, Throwable.class));
			BY_ARRAY = lookup.findStatic(Construction.class, "byArray",
					READ.insertParameterTypes(0, ObjectConstructor.class, List.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private Construction() {
	}

	/**
	 * Returns a handle that is called with the row, the number of the first column, and
	 * what foreign keys may lead to. It returns null where the key is null.
	 * @param properties the readers of the constructor's parameters, in order
	 */
	static MethodHandle of(ObjectConstructor constructor, Cell key, List<PropertyReader> properties) {
		MethodHandle construction = MethodHandles.permuteArguments(of(constructor, properties), KEYED, 1, 2, 0, 3);
		MethodHandle missing = MethodHandles.empty(KEYED);
		return MethodHandles.foldArguments(MethodHandles.guardWithTest(IS_NULL, missing, construction),
				KEY.bindTo(key));
	}

	private static MethodHandle of(ObjectConstructor constructor, List<PropertyReader> properties) {
		if (properties.size() > MOST_PROPERTIES) {
			return MethodHandles.insertArguments(BY_ARRAY, 0, constructor, List.copyOf(properties));
		}
		MethodHandle failing = MethodHandles.catchException(constructor.handle(), Throwable.class, FAILED);
		MethodHandle handle = MethodHandles.dropArguments(failing, properties.size(), READ.parameterList());
		for (int last = properties.size() - 1; last >= 0; last--) {
			handle = MethodHandles.foldArguments(handle, last, PROPERTY.bindTo(properties.get(last)));
		}
		return handle;
	}

	private static Object byArray(ObjectConstructor constructor, List<PropertyReader> properties, ResultSet row,
			int first, Object key, LoadedTargets targets) {
		@Nullable Object[] arguments = new Object[properties.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = properties.get(i).read(row, first, key, targets);
		}
		try {
			return constructor.apply(arguments);
		}
		catch (Throwable ex) {
			return failed(ex);
		}
	}

	/** Tells what the constructor throws from what is thrown before. */
	private static Object failed(Throwable failure) {
		if (failure instanceof VirtualMachineError error) {
			throw error;
		}
		throw new ConstructorFailure(failure);
	}

	/** What the constructor has thrown. */
	@SuppressWarnings("serial")
	static final class ConstructorFailure extends RuntimeException {

		ConstructorFailure(Throwable thrown) {
			super(null, thrown, false, false);
		}

		Throwable thrown() {
			return Objects.requireNonNull(getCause());
		}

	}

}
