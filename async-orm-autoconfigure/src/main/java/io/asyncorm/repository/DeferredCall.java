package io.asyncorm.repository;

import java.util.Objects;

import io.asyncorm.plan.OperationDispatcher;
import org.jspecify.annotations.Nullable;

/**
 * Calls a method when somebody asks for its result, who is the caller then.
 */
record DeferredCall(RepositoryMethod method, OperationDispatcher dispatcher) {

	Object run(Object proxy, @Nullable Object[] arguments) {
		try {
			return Objects.requireNonNull(this.dispatcher.called(() -> this.method.invoke(proxy, arguments)));
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("A method that starts an operation throws no checked exception", ex);
		}
	}

}
