package io.asyncorm.queryset;

import java.util.Map;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.Row;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Row} whose relations can be prefetched.
 */
interface PrefetchableRow<M> extends Row<M> {

	/** The value of a stored field: for a foreign key its reference, or the key alone. */
	@Nullable Object stored(ModelField field);

	/** The value of a relation; null if the row has none. */
	@Nullable Object related(ModelRelation relation);

	/** A copy with these relations, and with attributes of its own. */
	Row<M> with(Map<ModelRelation, Object> related, Map<String, @Nullable Object> attributes);

}
