package io.asyncorm.model;

import java.time.Year;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a model says that the database makes of a column by itself.
 *
 * @param identity whether it is an identity column
 * @param sequence the sequence that gives the key; empty if none is named
 * @param declared whether it is declared that the database generates the key
 * @param databaseDefault the default, as SQL; null if there is none
 * @param readOnly whether only the database writes it
 * @param expression what it is computed of, as SQL; empty if it is not
 */
record Generation(boolean identity, String sequence, boolean declared, @Nullable String databaseDefault,
		boolean readOnly, String expression) {

	/** The numbers that a database generates. */
	static final Set<Class<?>> NUMBERS = Set.of(Long.class, Integer.class, Short.class);

	/** An identity column, as the key of a join table, or a column that is written. */
	static Generation of(boolean identity) {
		return new Generation(identity, "", false, null, false, "");
	}

	/**
	 * What the annotations of a property say.
	 * @param type the type in which it is stored
	 * @param key whether it is the primary key, or part of it
	 * @param whole whether it alone is the primary key
	 */
	static Generation of(PropertyDeclaration property, Class<?> type, boolean key, boolean whole) {
		DatabaseDefault databaseDefault = property.annotation(DatabaseDefault.class);
		ReadOnly readOnly = property.annotation(ReadOnly.class);
		GeneratedKey generated = key ? property.annotation(GeneratedKey.class) : null;
		String sequence = (generated != null) ? generated.sequence() : "";
		boolean declared = generated != null && sequence.isEmpty() && NUMBERS.contains(type);
		return new Generation(declared || whole && generated == null && isIdentity(property, type), sequence, declared,
				(databaseDefault != null) ? databaseDefault.value() : null, readOnly != null,
				(readOnly != null) ? readOnly.value() : "");
	}

	/**
	 * Whether the database generates the key by itself: a numeric one, unless something
	 * else is declared. A year and an enum are stored as numbers, but do not count rows.
	 */
	private static boolean isIdentity(PropertyDeclaration property, Class<?> type) {
		boolean number = (type == Long.class || type == Integer.class) && property.boxedType() != Year.class
				&& !property.boxedType().isEnum();
		boolean given = property.isRelation() || property.has(DefaultValue.class) || property.has(DatabaseDefault.class)
				|| property.has(ReadOnly.class);
		return number && !given && (property.nullable() || property.normalized().equals("id"));
	}

}
