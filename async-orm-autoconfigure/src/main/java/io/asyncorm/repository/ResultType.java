package io.asyncorm.repository;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.AsyncIterable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * What a method must be declared to return. Immutable.
 *
 * @param holder the class that holds the result
 * @param type what it holds
 * @param element the type argument of that; null if it has none
 */
record ResultType(Class<?> holder, Class<?> type, @Nullable Class<?> element) {

	/** A future of something that has a type argument. */
	ResultType(Class<?> type, @Nullable Class<?> element) {
		this(CompletableFuture.class, type, element);
	}

	/** A future. */
	static ResultType of(Class<?> type) {
		return new ResultType(type, null);
	}

	/** Rows that are read bit by bit. */
	static ResultType each(Class<?> type) {
		return new ResultType(AsyncIterable.class, type, null);
	}

	/** Whether this is what a method is declared to return. */
	boolean isHeldBy(ResolvableType declared) {
		ResolvableType held = declared.getGeneric(0);
		return declared.resolve() == this.holder && held.resolve() == this.type
				&& (this.element == null || held.getGeneric(0).resolve() == this.element);
	}

	/** As it is written. */
	@Override
	public String toString() {
		String arguments = (this.element != null) ? "<" + this.element.getSimpleName() + ">" : "";
		return this.holder.getSimpleName() + "<" + this.type.getSimpleName() + arguments + ">";
	}

}
