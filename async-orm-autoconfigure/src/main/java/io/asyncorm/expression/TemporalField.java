package io.asyncorm.expression;

import java.time.temporal.Temporal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A date or time field at the end of a path over relations. Immutable.
 *
 * @param <M> the model where the path begins
 * @param <T> the type of the field
 * @since 0.1.0
 */
public final class TemporalField<M, T extends @Nullable Temporal> extends Field<M, T> {

	TemporalField(List<Step> path) {
		super(path);
	}

}
