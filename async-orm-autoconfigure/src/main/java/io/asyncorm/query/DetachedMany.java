package io.asyncorm.query;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Implements the {@link Many} of {@link Many#of}, which was not read from the database:
 * it has its objects, and nothing that could be queried.
 *
 * @param objects the objects
 */
record DetachedMany<T>(List<T> objects) implements InvocationHandler {

	@SuppressWarnings("unchecked") // the proxy is what the handler implements
	static <T> Many<T> of(List<? extends T> objects) {
		Assert.notNull(objects, "'objects' must not be null");
		Assert.noNullElements(objects, "'objects' must not hold nulls");
		return (Many<T>) Proxy.newProxyInstance(Many.class.getClassLoader(), new Class<?>[] { Many.class },
				new DetachedMany<>(List.<T>copyOf(objects)));
	}

	@Override
	public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
		boolean questions = method.getParameterCount() == 0;
		return switch (method.getName()) {
			case "isLoaded" -> true;
			case "list" -> this.objects;
			case "alist" -> CompletableFuture.completedFuture(this.objects);
			case "acount" -> CompletableFuture.completedFuture((long) this.objects.size());
			case "aexists" -> CompletableFuture.completedFuture(!this.objects.isEmpty());
			case "hashCode" -> identities().hashCode();
			case "toString" -> identities().toString();
			case "equals" -> arguments != null && isSame(arguments[0]);
			default -> throw new RelationNotLoadedException("'" + method.getName() + (questions ? "()" : "(...)")
					+ "' needs a database, which a relation that Many.of(...) made does not know: call it on what the"
					+ " repository of the owner gives, as in books.related(book, Book::tags)");
		};
	}

	private boolean isSame(@Nullable Object other) {
		return other != null && Proxy.isProxyClass(other.getClass())
				&& Proxy.getInvocationHandler(other) instanceof DetachedMany<?> that
				&& identities().equals(that.identities());
	}

	private List<ObjectIdentity> identities() {
		return this.objects.stream().map(ObjectIdentity::of).toList();
	}

}
