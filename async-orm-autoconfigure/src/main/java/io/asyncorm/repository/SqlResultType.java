package io.asyncorm.repository;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.asyncorm.plan.SingleResult;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * The result that a {@code @Query} method declares: a list, a set, an optional, or one
 * element. Immutable.
 *
 * @param container {@code List}, {@code Set}, {@code Optional}, or null for the element
 * itself
 * @param element the type of an element
 * @param nullable whether an element that stands alone may be null
 * @param optional whether such an element may be missing, which is null as well
 */
record SqlResultType(@Nullable Class<?> container, Class<?> element, boolean nullable, boolean optional) {

	/** Reads what a method's future is declared to hold. */
	static SqlResultType of(ResolvableType held, boolean nullable, boolean optional) {
		Class<?> type = held.resolve(Object.class);
		boolean contains = type == List.class || type == Set.class || type == Optional.class;
		return contains ? new SqlResultType(type, held.getGeneric(0).resolve(Object.class), false, false)
				: new SqlResultType(null, type, nullable || optional, optional);
	}

	/** Elements that are handed over one by one, in lists. */
	static SqlResultType each(ResolvableType element) {
		return new SqlResultType(List.class, element.resolve(Object.class), false, false);
	}

	/** Makes the result of the elements. */
	<E extends @Nullable Object> Function<List<E>, Object> result(String method, String model) {
		if (this.container == List.class) {
			return (elements) -> elements;
		}
		if (this.container == Set.class) {
			return LinkedHashSet::new;
		}
		if (this.container == Optional.class) {
			return (elements) -> elements.isEmpty() ? Optional.empty()
					: Optional.ofNullable(SingleResult.require(elements, method, model));
		}
		return (elements) -> orFail(
				(this.optional && elements.isEmpty()) ? null : SingleResult.require(elements, method, model), method);
	}

	@SuppressWarnings("NullAway") // a future of a nullable element completes with null
	private Object orFail(@Nullable Object element, String method) {
		if (element == null && !this.nullable) {
			throw new DataRetrievalFailureException(
					"'" + method + "' read a null: declare an Optional where there may be no value");
		}
		return element;
	}

}
