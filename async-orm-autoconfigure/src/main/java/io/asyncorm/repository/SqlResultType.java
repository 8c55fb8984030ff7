package io.asyncorm.repository;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.asyncorm.model.ModelKeys;
import io.asyncorm.plan.SingleResult;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * The result that a {@code @Query} method declares: a list, a set, a map by key, an
 * optional, or one element. Immutable.
 *
 * @param container {@code List}, {@code Set}, {@code Map}, {@code Optional}, or null for
 * the element itself
 * @param declared the type of an element
 * @param nullable whether an element that stands alone may be null
 * @param optional whether such an element may be missing, which is null as well
 * @param key the type of the keys of a map; null if it is none
 */
record SqlResultType(@Nullable Class<?> container, ResolvableType declared, boolean nullable, boolean optional,
		@Nullable Class<?> key) {

	/** Reads what a method's future is declared to hold. */
	static SqlResultType of(ResolvableType held, boolean nullable, boolean optional) {
		Class<?> type = held.resolve(Object.class);
		boolean contains = type == List.class || type == Set.class || type == Optional.class;
		if (type == Map.class) {
			return new SqlResultType(type, held.getGeneric(1), false, false, held.getGeneric(0).resolve(Object.class));
		}
		return contains ? new SqlResultType(type, held.getGeneric(0), false, false, null)
				: new SqlResultType(null, held, nullable || optional, optional, null);
	}

	/** Elements that are handed over one by one, in lists. */
	static SqlResultType each(ResolvableType element) {
		return new SqlResultType(List.class, element, false, false, null);
	}

	/** The class of an element. */
	Class<?> element() {
		return this.declared.resolve(Object.class);
	}

	/** Makes the result of the elements. */
	<E extends @Nullable Object> Function<List<E>, Object> result(String method, String model) {
		if (this.container == List.class) {
			return (elements) -> elements;
		}
		if (this.container == Set.class) {
			return LinkedHashSet::new;
		}
		if (this.container == Map.class) {
			return (objects) -> byKey(objects.stream()
				.map((object) -> new SimpleImmutableEntry<@Nullable Object, @Nullable Object>(
						ModelKeys.keyOf(Objects.requireNonNull(object)), object))
				.toList(), method);
		}
		if (this.container == Optional.class) {
			return (elements) -> elements.isEmpty() ? Optional.empty()
					: Optional.ofNullable(SingleResult.require(elements, method, model));
		}
		return (elements) -> orFail(
				(this.optional && elements.isEmpty()) ? null : SingleResult.require(elements, method, model), method);
	}

	/** Makes a map of keys and values, in the order of the rows. */
	static Object byKey(List<? extends Map.Entry<@Nullable Object, @Nullable Object>> entries, String method) {
		Map<Object, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(entries.size());
		for (Map.Entry<@Nullable Object, @Nullable Object> entry : entries) {
			Object key = entry.getKey();
			if (key == null || values.containsKey(key)) {
				throw new DataRetrievalFailureException("'" + method + "' read "
						+ ((key == null) ? "a row without a key" : "two rows with the same key")
						+ ", which a Map cannot hold: leave such rows out, or declare a List");
			}
			values.put(key, entry.getValue());
		}
		return values;
	}

	@SuppressWarnings("NullAway") // a future of a nullable element completes with null
	private Object orFail(@Nullable Object element, String method) {
		if (element == null && !this.nullable) {
			throw new DataRetrievalFailureException("'" + method
					+ "' read a null: declare the value as @Nullable, or an Optional, where there may be none");
		}
		return element;
	}

}
