package io.asyncorm.repository;

import java.util.List;

import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a method that ends with a terminal, by what they are for. Immutable.
 *
 * @param lookups those that are looked up by
 * @param object the object that the terminal is asked about; null if it takes none
 */
record TerminalParameters(List<DeclaredParameter> lookups, @Nullable Argument object) {

	TerminalParameters {
		lookups = List.copyOf(lookups);
	}

	/** Tells them apart; what is wrong with the object is noted at the method. */
	static TerminalParameters of(RepositoryDeclaration<?> declaration, DeclaredMethod method, Terminal terminal) {
		List<DeclaredParameter> all = method.parameters(DeclaredParameter.Role.PLAIN);
		if (!terminal.takesObject()) {
			return new TerminalParameters(all, null);
		}
		Class<?> model = declaration.model().type();
		if (all.isEmpty() || all.get(0).type().resolve() != model) {
			method.fault("its first parameter must be the '" + model.getSimpleName()
					+ "' that is looked for, and those behind it are lookups");
			return new TerminalParameters(
					all.stream().filter((parameter) -> parameter.type().resolve() != model).toList(), null);
		}
		return new TerminalParameters(all.subList(1, all.size()), method.argument(all.get(0)));
	}

	/** What is wrong with a method that goes by fields which nothing names. */
	static String noOrder(ModelMetadata<?> model, String method) {
		return "nothing says by which fields; give '" + model + "' a getLatestBy, or name them in the method: '"
				+ method + "OrderBy...'";
	}

}
