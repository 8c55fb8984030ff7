package io.asyncorm.queryset;

import java.util.List;
import java.util.Map;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.Row;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Row} whose relations can be prefetched.
 */
interface PrefetchableRow<M> extends Row<M> {

	/** The metadata of the model. */
	ModelMetadata<?> metadata();

	/**
	 * What the row holds under a name.
	 * @throws io.asyncorm.model.FieldException if there is none of this name
	 */
	@Nullable Object value(String name);

	/** The value of a stored field: for a foreign key its reference, or the key alone. */
	@Nullable Object stored(ModelField field);

	/** The value of a relation; null if the row has none. */
	@Nullable Object related(ModelRelation relation);

	/** A copy with these relations, and with attributes of its own. */
	Row<M> with(Map<ModelRelation, Object> related, Map<String, @Nullable Object> attributes);

	@Override
	@SuppressWarnings("unchecked") // the metadata is that of the model
	default Class<M> model() {
		return (Class<M>) metadata().type();
	}

	@Override
	default <V> @Nullable V get(String name, Class<V> type) {
		return RowAssemblers.convert(value(name), type);
	}

	@Override
	default <V> List<V> list(String name, Class<V> type) {
		return RowAssemblers.list(value(name), name, type);
	}

}
