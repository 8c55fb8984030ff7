package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The parameters of a method that ends with a terminal, by what they are for. Immutable.
 *
 * @param lookups those that are looked up by
 * @param own those of the terminal itself, in their order
 * @param ending what becomes of the rows by Spring Data's parameters; null if there are
 * none
 */
record TerminalParameters(List<DeclaredParameter> lookups, List<Argument> own, @Nullable RowsEnding ending) {

	static final boolean SPRING_DATA = ClassUtils.isPresent("org.springframework.data.domain.Pageable",
			TerminalParameters.class.getClassLoader());

	TerminalParameters {
		lookups = List.copyOf(lookups);
		own = List.copyOf(own);
	}

	private TerminalParameters(List<DeclaredParameter> lookups, List<Argument> own) {
		this(lookups, own, null);
	}

	/** Tells them apart; what is wrong with the terminal's own is noted at the method. */
	static TerminalParameters of(RepositoryDeclaration<?> declaration, DeclaredMethod method, Terminal terminal,
			@Nullable ResultType result) {
		List<DeclaredParameter> all = method.parameters(DeclaredParameter.Role.PLAIN);
		TerminalParameters paged = SPRING_DATA ? SpringDataPaging.find(method, terminal, result, all) : null;
		return (paged != null) ? paged : of(declaration, method, terminal, all);
	}

	/** The method that its parameters make of the rows. */
	RepositoryMethod method(QuerySets querySets, ValuesQuerySet<?, ?> rows, LookupArguments found, Terminal terminal,
			List<String> fields) {
		return (this.ending != null) ? new PagedMethod(rows, found, this.ending)
				: QueryMethod.of(querySets, rows, found, terminal, fields, this.own);
	}

	private static TerminalParameters of(RepositoryDeclaration<?> declaration, DeclaredMethod method, Terminal terminal,
			List<DeclaredParameter> all) {
		return switch (terminal) {
			case CONTAINS -> ofObject(declaration, method, all);
			case PAGE -> last(method, all, List.of(Integer.class, Integer.class),
					"the number of the page, counted from 0, and its size, both int");
			case PAGE_AFTER -> last(method, all, List.of(String.class, Integer.class),
					"the token of the page before, a String that is null for the first page, and the size of the"
							+ " page, an int");
			default -> new TerminalParameters(all, List.of());
		};
	}

	private static TerminalParameters ofObject(RepositoryDeclaration<?> declaration, DeclaredMethod method,
			List<DeclaredParameter> all) {
		Class<?> model = declaration.model().type();
		if (all.isEmpty() || all.get(0).type().resolve() != model) {
			method.fault("its first parameter must be the '" + model.getSimpleName()
					+ "' that is looked for, and those behind it are lookups");
			return new TerminalParameters(
					all.stream().filter((parameter) -> parameter.type().resolve() != model).toList(), List.of());
		}
		return new TerminalParameters(all.subList(1, all.size()), List.of(method.argument(all.get(0))));
	}

	private static TerminalParameters last(DeclaredMethod method, List<DeclaredParameter> all, List<Class<?>> types,
			String meaning) {
		int lookups = all.size() - types.size();
		List<Argument> own = new ArrayList<>();
		for (int i = 0; lookups >= 0 && i < types.size(); i++) {
			DeclaredParameter parameter = all.get(lookups + i);
			if (boxed(parameter.type()) == types.get(i)) {
				Argument argument = method.argument(parameter);
				own.add((types.get(i) == String.class) ? argument.orNull() : argument);
			}
		}
		if (own.size() < types.size()) {
			method.fault("its last two parameters must be " + meaning + "; those before them are lookups");
			return new TerminalParameters(all.subList(0, Math.max(lookups, 0)), List.of());
		}
		return new TerminalParameters(all.subList(0, lookups), own);
	}

	private static Class<?> boxed(ResolvableType type) {
		return ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
	}

	/** What is wrong with a method that goes by fields which nothing names. */
	static String noOrder(ModelMetadata<?> model, String method) {
		return "nothing says by which fields; give '" + model + "' a getLatestBy, or name them in the method: '"
				+ method + "OrderBy...'";
	}

}
