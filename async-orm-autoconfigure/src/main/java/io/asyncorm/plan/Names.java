package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.MessageText;
import io.asyncorm.model.PropertyNames;
import io.asyncorm.type.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Checks and compares names that users pass: aliases of annotations, and names of fields
 * in camel case or with underscores.
 *
 * @since 0.1.0
 */
public final class Names {

	/** Django's rule: nothing that could end a name in SQL, or begin a comment. */
	private static final Pattern FORBIDDEN = Pattern.compile("['`\"\\]\\[;#\\s\\p{Cntrl}.]|--|/\\*|\\*/");

	private Names() {
	}

	/** Names that a method was given, none of which may be missing. */
	public static List<String> of(String method, @Nullable String... names) {
		Assert.notNull(names, () -> method + "() was given null for its names");
		List<String> given = new ArrayList<>(names.length);
		for (String name : names) {
			if (name == null) {
				throw new FieldException(method + "() was given a null where a name is wanted");
			}
			given.add(name);
		}
		return given;
	}

	public static void requireAlias(String name) {
		Assert.notNull(name, "The name of an annotation must not be null");
		if (name.isEmpty() || FORBIDDEN.matcher(name).find() || !Texts.isWellFormed(name)) {
			throw new InvalidDataAccessApiUsageException("'" + MessageText.name(name)
					+ "' cannot be the name of an annotation: leave out white space, quotes, brackets, dots, hashes,"
					+ " semicolons and the marks of SQL comments");
		}
	}

	/** A name as Java spells it, which is how names are compared. */
	public static boolean same(String first, String second) {
		return PropertyNames.toCamelCase(first).equals(PropertyNames.toCamelCase(second));
	}

	/**
	 * The place of a name among others: of the very same one, or else of the one that
	 * Java spells alike; -1 if there is neither.
	 */
	public static int indexOf(List<String> names, String name) {
		int index = names.indexOf(name);
		for (int i = 0; index < 0 && i < names.size(); i++) {
			index = same(names.get(i), name) ? i : -1;
		}
		return index;
	}

	/**
	 * Whether names are the same but for the spelling of their words: {@code book_count}
	 * and {@code bookCount}, but not {@code book__count}, whose two underscores end the
	 * name of a field.
	 */
	public static boolean sameWords(String first, String second) {
		if (first.equals(second) || (first.indexOf('_') < 0 && second.indexOf('_') < 0)) {
			return first.equals(second);
		}
		String[] fields = first.split("__", -1);
		String[] others = second.split("__", -1);
		boolean same = fields.length == others.length;
		for (int i = 0; same && i < fields.length; i++) {
			same = same(fields[i], others[i]);
		}
		return same;
	}

}
