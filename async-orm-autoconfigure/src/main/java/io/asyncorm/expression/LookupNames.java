package io.asyncorm.expression;

import java.util.List;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.NamePath;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Parses Django strings such as {@code author__name__icontains}, and formats them.
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
		return NamePath.split(text, Step.Named::new);
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
		Assert.notNull(path, "'path' must not be null");
		return join(path.steps());
	}

	/**
	 * The Django string of the field at the end of a path.
	 * @throws FieldException if it follows a reverse relation that is given by its
	 * foreign key, which does not tell its name
	 */
	public static <M, V extends @Nullable Object> String of(Field<M, V> field) {
		Assert.notNull(field, "'field' must not be null");
		return join(field.steps());
	}

	/**
	 * The Django string of names.
	 * @throws FieldException if it follows a reverse relation that is given by its
	 * foreign key, which does not tell its name
	 */
	static String join(List<Step> steps) {
		return NamePath.join(steps, LookupNames::text);
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
