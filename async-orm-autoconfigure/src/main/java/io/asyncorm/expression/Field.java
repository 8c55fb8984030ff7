package io.asyncorm.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A field at the end of a path over relations, as in
 * {@code path(Book::author).then(Author::name)}. Immutable.
 *
 * @param <M> the model where the path begins
 * @param <V> the type of the field
 * @since 0.1.0
 */
public sealed class Field<M, V extends @Nullable Object> permits TextField, NumberField, TemporalField {

	private final List<Step> path;

	Field(List<Step> path) {
		this.path = path;
	}

	final List<Step> path() {
		return this.path;
	}

}
