package io.asyncorm.repository;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * What a method's future must hold. Immutable.
 *
 * @param type the class
 * @param element its type argument; null if it has none
 */
record ResultType(Class<?> type, @Nullable Class<?> element) {

	static ResultType of(Class<?> type) {
		return new ResultType(type, null);
	}

	/** Whether a future of this is what a method is declared to return. */
	boolean isHeldBy(ResolvableType declared) {
		ResolvableType held = declared.getGeneric(0);
		return declared.resolve() == CompletableFuture.class && held.resolve() == this.type
				&& (this.element == null || held.getGeneric(0).resolve() == this.element);
	}

	/** As it is written. */
	@Override
	public String toString() {
		String arguments = (this.element != null) ? "<" + this.element.getSimpleName() + ">" : "";
		return "CompletableFuture<" + this.type.getSimpleName() + arguments + ">";
	}

}
