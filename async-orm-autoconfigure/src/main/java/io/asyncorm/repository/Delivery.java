package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * How a declared method hands its result to the caller: the outermost of its return type.
 * Immutable.
 *
 * @param kind what is handed over
 * @param types the types that a method can declare for it
 * @param canBeEmpty whether it can hand over nothing, and need not hold an
 * {@code Optional}
 * @param adapter makes it of the method; null if it is what the method gives anyway
 */
record Delivery(Kind kind, List<Class<?>> types, boolean canBeEmpty, @Nullable Adapter adapter) {

	private static final List<Delivery> KNOWN = known();

	Delivery {
		types = List.copyOf(types);
	}

	private static List<Delivery> known() {
		List<Delivery> known = new ArrayList<>();
		known.add(new Delivery(Kind.RESULT, List.of(CompletableFuture.class, CompletionStage.class), false, null));
		known.add(new Delivery(Kind.ROWS, List.of(AsyncIterable.class, Flow.Publisher.class), false, null));
		known.add(new Delivery(Kind.QUERY, List.of(QuerySet.class, ValuesQuerySet.class), false, null));
		if (ClassUtils.isPresent("reactor.core.publisher.Mono", Delivery.class.getClassLoader())) {
			known.addAll(ReactorDeliveries.all());
		}
		return List.copyOf(known);
	}

	/** The one of a method; null if none is known. */
	static @Nullable Delivery find(DeclaredMethod method) {
		Class<?> declared = method.returnType().resolve();
		Delivery ofKotlin = KotlinFunctions.findDelivery(method);
		return (ofKotlin != null) ? ofKotlin
				: KNOWN.stream().filter((delivery) -> delivery.types.contains(declared)).findFirst().orElse(null);
	}

	/** The types that a result of a kind can be declared in. */
	static List<Class<?>> types(Kind kind) {
		return KNOWN.stream()
			.filter((delivery) -> delivery.kind == kind)
			.flatMap((delivery) -> delivery.types.stream())
			.<Class<?>>map((type) -> type)
			.toList();
	}

	/** The types that a result of a kind can be declared in, for messages. */
	static String names(Kind kind) {
		List<String> names = types(kind).stream().map(Delivery::name).toList();
		int last = names.size() - 1;
		return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
	}

	private static String name(Class<?> type) {
		Class<?> outer = type.getEnclosingClass();
		return (outer != null) ? outer.getSimpleName() + "." + type.getSimpleName() : type.getSimpleName();
	}

	/** What is handed over by a method. */
	ResolvableType held(DeclaredMethod method) {
		ResolvableType type = method.returnType();
		return method.isSuspended() ? type : type.getGeneric((type.resolve() == ValuesQuerySet.class) ? 1 : 0);
	}

	/** The method as callers see it. */
	RepositoryMethod deliver(RepositoryMethod method, OperationDispatcher dispatcher) {
		return (this.adapter != null) ? this.adapter.adapt(method, dispatcher) : method;
	}

	/** What is handed over. */
	enum Kind {

		/** The whole result, once it is there. */
		RESULT,
		/** One row after the other. */
		ROWS,
		/** The query, which is not sent. */
		QUERY

	}

	/** Makes a method that gives the same in another form. */
	@FunctionalInterface
	interface Adapter {

		RepositoryMethod adapt(RepositoryMethod method, OperationDispatcher dispatcher);

	}

}
