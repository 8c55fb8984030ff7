package io.asyncorm.repository;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * An inherited method, which delegates to the method of the same name of the query set of
 * all objects, or {@link RepositoryOperations}.
 */
record DelegatedMethod(Object target, SpreadHandle handle, boolean startsOperation) implements RepositoryMethod {

	/**
	 * @param operations implements the methods that only repositories have
	 */
	static DelegatedMethod of(Method method, RepositoryDeclaration<?> declaration, RepositoryOperations<?> operations) {
		boolean starts = CompletableFuture.class.isAssignableFrom(method.getReturnType());
		try {
			if (method.getDeclaringClass() == AsyncRepository.class) {
				MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
				return new DelegatedMethod(operations,
						new SpreadHandle(
								MethodHandles.lookup().findVirtual(RepositoryOperations.class, method.getName(), type)),
						starts);
			}
			return new DelegatedMethod(declaration.rows(),
					new SpreadHandle(MethodHandles.publicLookup().unreflect(method)), starts);
		}
		catch (NoSuchMethodException | IllegalAccessException ex) {
			throw new IllegalStateException("Nothing implements the inherited '" + method + "'", ex);
		}
	}

	@Override
	public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable {
		return this.handle.invoke(this.target, arguments);
	}

}
