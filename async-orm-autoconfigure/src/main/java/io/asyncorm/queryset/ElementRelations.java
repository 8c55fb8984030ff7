package io.asyncorm.queryset;

import java.util.List;
import java.util.Map;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.AbstractRef;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Row;
import org.jspecify.annotations.Nullable;

/**
 * Gets and sets the relations of a result element, which is an object or a
 * {@link PrefetchableRow}. Setting returns a copy.
 */
final class ElementRelations {

	private ElementRelations() {
	}

	/**
	 * The value of a stored field as its property holds it; of a foreign key the key,
	 * null if it has none.
	 */
	static @Nullable Object key(Object element, ModelField field) {
		return keyOf(field, (element instanceof PrefetchableRow<?> row) ? row.stored(field) : field.get(element));
	}

	/** What a stored field's column holds where its property has a value. */
	static @Nullable Object columnOf(ModelField field, @Nullable Object value) {
		Object key = keyOf(field, value);
		return (key != null) ? field.toColumn(key) : null;
	}

	private static @Nullable Object keyOf(ModelField field, @Nullable Object value) {
		Object key = field.valueOf(value);
		return (key != null) ? field.toProperty(key) : null;
	}

	private static @Nullable Object related(Object element, ModelRelation relation) {
		return (element instanceof PrefetchableRow<?> row) ? row.related(relation) : get(element, relation);
	}

	/** Whether the objects of a relation are loaded. */
	static boolean isLoaded(Object element, ModelRelation relation) {
		return switch (related(element, relation)) {
			case AbstractRef<?> ref -> ref.isLoaded();
			case One<?> one -> one.isLoaded();
			case Many<?> many -> many.isLoaded();
			case null, default -> false;
		};
	}

	/** The loaded objects of a relation; null if it is not loaded. */
	static @Nullable List<?> loaded(Object element, ModelRelation relation) {
		return switch (related(element, relation)) {
			case AbstractRef<?> ref when ref.isLoaded() -> listOf(ref.target());
			case One<?> one when one.isLoaded() -> listOf(one.get().orElse(null));
			case Many<?> many when many.isLoaded() -> many.list();
			case null, default -> null;
		};
	}

	private static List<?> listOf(@Nullable Object target) {
		return (target != null) ? List.of(target) : List.of();
	}

	/** The object of an element; null if it is a row that has none. */
	static @Nullable Object object(Object element) {
		return (element instanceof Row<?> row) ? (row.hasObject() ? row.object() : null) : element;
	}

	/** A copy of an element with these relations and attributes. */
	static Object with(ModelMetadata<?> model, Object element, Map<ModelRelation, Object> related,
			Map<String, @Nullable Object> attributes) {
		return (element instanceof PrefetchableRow<?> row) ? row.with(related, attributes)
				: construct(model, element, related);
	}

	/** A copy of an object with these relations. */
	static <M> M construct(ModelMetadata<M> model, Object object, Map<ModelRelation, Object> related) {
		List<ModelMetadata.Property> properties = model.properties();
		@Nullable Object[] values = new Object[properties.size()];
		for (int i = 0; i < values.length; i++) {
			ModelMetadata.Property property = properties.get(i);
			Object value = (property.relation() != null) ? related.get(property.relation()) : null;
			values[i] = (value != null) ? value : property.get(object);
		}
		return model.construct(values);
	}

	/** The property of an object for a relation; null if it has none. */
	static @Nullable Object get(Object object, ModelRelation relation) {
		for (ModelMetadata.Property property : relation.source().properties()) {
			if (property.relation() == relation) {
				return property.get(object);
			}
		}
		return null;
	}

}
