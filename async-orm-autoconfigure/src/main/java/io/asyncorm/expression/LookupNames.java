package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.FieldException;
import org.jspecify.annotations.Nullable;

/**
 * Parses Django strings such as {@code author__name__icontains}, and formats them. The
 * only place that does.
 *
 * @since 0.1.0
 */
public final class LookupNames {

	private LookupNames() {
	}

	/**
	 * Parses a string such as {@code author__name__icontains}.
	 * @throws FieldException if one of them is empty
	 */
	static List<Step> parse(String text) {
		List<Step> steps = new ArrayList<>(4);
		int start = 0;
		while (start <= text.length()) {
			int end = text.indexOf("__", start);
			end = (end < 0) ? text.length() : end;
			if (end == start) {
				throw new FieldException("'" + text + "' has an empty name: write names with two underscores"
						+ " between them, as in author__name__icontains");
			}
			steps.add(new Step.Named(text.substring(start, end)));
			start = end + 2;
		}
		return steps;
	}

	/** The Django string of a property. */
	public static <M, V extends @Nullable Object> String of(Property<M, V> property) {
		return join(List.of(Step.of(property)));
	}

	/**
	 * The Django string of a path.
	 * @throws FieldException if it follows a reverse relation that is given by its
	 * foreign key, which does not tell its name
	 */
	public static <M, R> String of(Path<M, R> path) {
		return join(path.steps());
	}

	/**
	 * The Django string of the field at the end of a path.
	 * @throws FieldException if it follows a reverse relation that is given by its
	 * foreign key, which does not tell its name
	 */
	public static <M, V extends @Nullable Object> String of(Field<M, V> field) {
		return join(field.path());
	}

	/**
	 * The Django string of names.
	 * @throws FieldException if it follows a reverse relation that is given by its
	 * foreign key, which does not tell its name
	 */
	static String join(List<Step> steps) {
		return (steps.size() == 1) ? text(steps.get(0))
				: String.join("__", steps.stream().map(LookupNames::text).toList());
	}

	private static String text(Step step) {
		return switch (step) {
			case Step.Named named -> named.name();
			case Step.Accessor accessor -> accessor.property();
			case Step.Inverse inverse ->
				throw new FieldException("The reverse relation of '" + inverse.model().getSimpleName() + "::"
						+ inverse.method() + "' has no accessor that could say its name: write the foreign key's"
						+ " relatedName as a string");
		};
	}

}
