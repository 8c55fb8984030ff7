package io.asyncorm.repository;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.asyncorm.query.AsyncIterable;

import org.springframework.core.ResolvableType;

/**
 * The return type that a method must declare. Immutable.
 *
 * @param holder the class that holds the result
 * @param type what it holds
 * @param elements the type arguments of that
 */
record ResultType(Class<?> holder, Class<?> type, List<Class<?>> elements) {

	ResultType {
		elements = List.copyOf(elements);
	}

	/** A future of something that has type arguments. */
	ResultType(Class<?> type, Class<?>... elements) {
		this(CompletableFuture.class, type, Arrays.asList(elements));
	}

	/** A future. */
	static ResultType of(Class<?> type) {
		return new ResultType(CompletableFuture.class, type, List.of());
	}

	/** Rows that are read bit by bit. */
	static ResultType each(Class<?> type) {
		return new ResultType(AsyncIterable.class, type, List.of());
	}

	/** Whether this is what a method is declared to return. */
	boolean isHeldBy(ResolvableType declared) {
		ResolvableType held = declared.getGeneric(0);
		return declared.resolve() == this.holder && held.resolve() == this.type
				&& IntStream.range(0, this.elements.size())
					.allMatch((index) -> held.getGeneric(index).resolve() == this.elements.get(index));
	}

	/** As it is written. */
	@Override
	public String toString() {
		String arguments = this.elements.isEmpty() ? ""
				: this.elements.stream().map(Class::getSimpleName).collect(Collectors.joining(", ", "<", ">"));
		return this.holder.getSimpleName() + "<" + this.type.getSimpleName() + arguments + ">";
	}

}
