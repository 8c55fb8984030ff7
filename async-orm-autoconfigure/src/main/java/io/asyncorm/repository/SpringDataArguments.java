package io.asyncorm.repository;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;

/**
 * The arguments of a method that are of Spring Data's types, where that is there.
 * Immutable.
 *
 * @param byKind what gives them
 */
record SpringDataArguments(Map<Kind, Argument> byKind) {

	/**
	 * Finds them among all parameters.
	 * @param others where the other parameters are put
	 */
	static SpringDataArguments of(DeclaredMethod method, List<DeclaredParameter> all, List<DeclaredParameter> others) {
		Map<Kind, Argument> arguments = new EnumMap<>(Kind.class);
		for (DeclaredParameter parameter : all) {
			Kind kind = Kind.find(parameter);
			if (kind == null) {
				others.add(parameter);
			}
			else if (arguments.put(kind, method.argument(parameter)) != null) {
				method.fault(parameter, "is a second " + kind + "; keep one");
			}
		}
		return new SpringDataArguments(arguments);
	}

	boolean isEmpty() {
		return this.byKind.isEmpty();
	}

	boolean has(Kind kind) {
		return this.byKind.containsKey(kind);
	}

	/** Whether there are no others than these. */
	boolean areAmong(Collection<Kind> kinds) {
		return kinds.containsAll(this.byKind.keySet());
	}

	/** What is wrong with them together; null if nothing is. */
	@Nullable String contradiction() {
		return (has(Kind.PAGEABLE) && this.byKind.size() > 1)
				? "a Pageable holds a Sort and a limit already; remove the other parameter" : null;
	}

	/** What is missing, or too much, for a {@code Page} or {@code Slice}. */
	@Nullable String incomplete(String page) {
		return (has(Kind.PAGEABLE) && this.byKind.size() == 1) ? null
				: "it needs a Pageable, and nothing else of Spring Data, for a " + page;
	}

	/** Which rows of how many; all if nothing says so. */
	Pageable pageable(@Nullable Object[] arguments) {
		Pageable pageable = value(Kind.PAGEABLE, Pageable.class, arguments);
		return (pageable != null) ? pageable : Pageable.unpaged();
	}

	/** The order that is asked for by either. */
	Sort sort(@Nullable Object[] arguments) {
		Sort sort = value(Kind.SORT, Sort.class, arguments);
		return (sort != null) ? sort : pageable(arguments).getSort();
	}

	Limit limit(@Nullable Object[] arguments) {
		Limit limit = value(Kind.LIMIT, Limit.class, arguments);
		return (limit != null) ? limit : Limit.unlimited();
	}

	@Nullable ScrollPosition position(@Nullable Object[] arguments) {
		return value(Kind.POSITION, ScrollPosition.class, arguments);
	}

	private <T> @Nullable T value(Kind kind, Class<T> type, @Nullable Object[] arguments) {
		Argument argument = this.byKind.get(kind);
		return (argument != null) ? type.cast(argument.value(arguments)) : null;
	}

	/** The types of parameters. */
	enum Kind {

		PAGEABLE(Pageable.class), SORT(Sort.class), LIMIT(Limit.class), POSITION(ScrollPosition.class);

		private final Class<?> type;

		Kind(Class<?> type) {
			this.type = type;
		}

		private static @Nullable Kind find(DeclaredParameter parameter) {
			Class<?> declared = parameter.type().resolve(Object.class);
			return Stream.of(values()).filter((kind) -> kind.type.isAssignableFrom(declared)).findFirst().orElse(null);
		}

		/** Several, for a message. */
		static String list(Collection<Kind> kinds) {
			return kinds.stream().map(Kind::toString).collect(Collectors.joining(", "));
		}

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
