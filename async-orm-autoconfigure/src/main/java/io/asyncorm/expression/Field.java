package io.asyncorm.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A field at the end of a path over relations, as in
 * {@code path(Book::author).then(Author::name)}. Where it is a value that is embedded,
 * the path goes on to its parts: {@code path(Author::address).then(Address::city)}.
 * Immutable.
 *
 * @param <M> the model where the path begins
 * @param <V> the type of the field
 * @since 0.1.0
 */
public sealed class Field<M, V extends @Nullable Object> extends TypedPath<M, V>
		permits TextField, NumberField, TemporalField {

	Field(List<Step> path) {
		super(path);
	}

	/** Begins with a property, such as a value that is embedded. */
	public static <M, V extends @Nullable Object> Field<M, V> of(Property<M, V> property) {
		return new Field<>(List.of(Step.of(property)));
	}

}
