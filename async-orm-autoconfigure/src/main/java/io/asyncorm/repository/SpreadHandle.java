package io.asyncorm.repository;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * A method handle that is called with a receiver and an array of arguments. Immutable.
 */
final class SpreadHandle {

	private final MethodHandle handle;

	SpreadHandle(MethodHandle method) {
		int arguments = method.type().parameterCount() - 1;
		this.handle = method.asFixedArity()
			.asType(MethodType.genericMethodType(arguments + 1))
			.asSpreader(Object[].class, arguments);
	}

	@Nullable Object invoke(Object receiver, @Nullable Object[] arguments) throws Throwable {
		return (Object) this.handle.invokeExact(receiver, arguments);
	}

}
