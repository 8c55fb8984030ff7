package io.asyncorm.repository;

import java.util.Objects;

import io.asyncorm.plan.OperationDispatcher;
import org.jspecify.annotations.Nullable;

/**
 * Calls a method when somebody asks for its result, who is the caller then; for the
 * tenant of the scope in which it was asked for, if it was in one.
 *
 * @param call calls the method
 * @param dispatcher starts its operations
 */
record DeferredCall(OperationDispatcher.UserCall call, OperationDispatcher dispatcher) {

	static DeferredCall of(RepositoryMethod method, OperationDispatcher dispatcher, Object proxy,
			@Nullable Object[] arguments) {
		return new DeferredCall(dispatcher.deferred(() -> method.invoke(proxy, arguments)), dispatcher);
	}

	Object run() {
		try {
			return Objects.requireNonNull(this.dispatcher.called(this.call));
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("A method that starts an operation throws no checked exception", ex);
		}
	}

}
