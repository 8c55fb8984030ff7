package io.asyncorm.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A text field at the end of a path over relations. Immutable.
 *
 * @param <M> the model where the path begins
 * @since 0.1.0
 */
public final class TextField<M> extends Field<M, @Nullable String> {

	TextField(List<Step> path) {
		super(path);
	}

}
