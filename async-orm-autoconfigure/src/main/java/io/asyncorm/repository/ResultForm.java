package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.asyncorm.query.CursorPage;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * A form that a declared method can give its result. Immutable.
 *
 * @param container the class of the result; null if it is a single element
 * @param arguments the type arguments of the container, before that of the element
 * @param elements whether there are elements at all, such as objects of the model
 * @param conversion makes it of what the operation gives; null if that is it
 */
record ResultForm(@Nullable Class<?> container, List<Class<?>> arguments, boolean elements,
		@Nullable Function<@Nullable Object, @Nullable Object> conversion) {

	private static final Map<String, String> IN_KOTLIN = Map.of("Void", "Unit", "Integer", "Int");

	/** All rows. */
	static final List<ResultForm> ROWS = List.of(of(List.class, null),
			of(Set.class, (rows) -> new LinkedHashSet<>((List<?>) Objects.requireNonNull(rows))));

	/** A row, or nothing. */
	static final List<ResultForm> ROW_IF_ANY = List.of(of(Optional.class, null));

	/** A row, or nothing, where that needs no {@code Optional}. */
	static final ResultForm ROW_OR_NULL = new ResultForm(null, List.of(), true,
			(row) -> ((Optional<?>) Objects.requireNonNull(row)).orElse(null));

	/** One row. */
	static final List<ResultForm> ROW = List.of(new ResultForm(null, List.of(), true, null));

	/** Some of the rows. */
	static final List<ResultForm> PAGE = TerminalParameters.SPRING_DATA
			? Stream.concat(Stream.of(Page.class), SpringDataPaging.PAGES.stream())
				.map((type) -> of(type, null))
				.toList()
			: List.of(of(Page.class, null));

	/** Some of the rows, and where to go on. */
	static final List<ResultForm> CURSOR_PAGE = List.of(of(CursorPage.class, null));

	/** A number of rows. */
	static final List<ResultForm> NUMBER = List.of(plain(Long.class, null),
			plain(Integer.class, (count) -> Math.toIntExact((Long) Objects.requireNonNull(count))));

	/** How many rows were changed. */
	static final List<ResultForm> CHANGED = Stream
		.concat(NUMBER.stream(), Stream.of(plain(Void.class, (count) -> null)))
		.toList();

	/** What was deleted. */
	static final List<ResultForm> DELETED = List.of(plain(Deleted.class, null),
			plain(Long.class, (deleted) -> deleted(deleted)),
			plain(Integer.class, (deleted) -> Math.toIntExact(deleted(deleted))), plain(Void.class, (deleted) -> null));

	/** Whether something is so. */
	static final List<ResultForm> TRUTH = List.of(plain(Boolean.class, null));

	ResultForm {
		arguments = List.copyOf(arguments);
	}

	/** Elements in a container. */
	static ResultForm of(Class<?> container, @Nullable Function<@Nullable Object, @Nullable Object> conversion) {
		return new ResultForm(container, List.of(), true, conversion);
	}

	/** Objects by their keys. */
	static ResultForm byKey(Class<?> key) {
		return new ResultForm(Map.class, List.of(key), true, null);
	}

	/** As a {@code suspend} function returns it. */
	String inKotlin(String element) {
		if (this.container == Optional.class) {
			return element + "?";
		}
		String text = text(element);
		return IN_KOTLIN.getOrDefault(text, text);
	}

	private static ResultForm plain(Class<?> type, @Nullable Function<@Nullable Object, @Nullable Object> conversion) {
		return new ResultForm(type, List.of(), false, conversion);
	}

	private static long deleted(@Nullable Object deleted) {
		return ((Deleted) Objects.requireNonNull(deleted)).count();
	}

	/** Whether a type is of this form, whatever its elements are. */
	boolean fits(ResolvableType type) {
		if (this.container == null) {
			return type.resolve() != null;
		}
		for (int i = 0; i < this.arguments.size(); i++) {
			if (type.getGeneric(i).resolve() != this.arguments.get(i)) {
				return false;
			}
		}
		return type.resolve() == this.container;
	}

	/** The type of an element in a type that is of this form. */
	ResolvableType element(ResolvableType type) {
		return (this.container == null) ? type : type.getGeneric(this.arguments.size());
	}

	/** As it is written. */
	String text(String element) {
		if (this.container == null) {
			return element;
		}
		List<String> inner = new ArrayList<>(this.arguments.stream().map(Class::getSimpleName).toList());
		if (this.elements) {
			inner.add(element);
		}
		// Those of others are told from ours of the same name
		boolean others = this.container.getName().startsWith("org.springframework.data.");
		return (others ? this.container.getName() : this.container.getSimpleName())
				+ (inner.isEmpty() ? "" : "<" + String.join(", ", inner) + ">");
	}

}
