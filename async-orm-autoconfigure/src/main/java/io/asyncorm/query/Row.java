package io.asyncorm.query;

import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Property;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result that is more or less than an object: an object with its annotations
 * and the attributes of a {@link Prefetch}, or only the fields that {@code only()} and
 * {@code defer()} load. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public interface Row<M> {

	/** The model. */
	Class<M> model();

	/** Whether it holds an object, and not only some of its fields. */
	boolean hasObject();

	/**
	 * The object.
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the row holds
	 * only some of its fields, as those of {@code only()} and {@code defer()} do, and
	 * those of {@code raw()} if its query does not give all
	 */
	M object();

	/**
	 * A property of the object.
	 * @throws io.asyncorm.model.FieldException if the row does not hold it
	 */
	<V extends @Nullable Object> V get(Property<? super M, V> field);

	/**
	 * An annotation or attribute by its name, converted to the type.
	 * @throws io.asyncorm.model.FieldException if there is none of this name
	 */
	<V> @Nullable V get(String name, Class<V> type);

	/**
	 * An attribute or annotation that holds a list.
	 * @throws io.asyncorm.model.FieldException if there is none of this name
	 */
	<V> List<V> list(String name, Class<V> type);

	/**
	 * The properties of the object, or those fields of it that the row holds, by name.
	 */
	Map<String, @Nullable Object> fields();

	/**
	 * What it holds besides, by name: annotations, the attributes of a {@link Prefetch},
	 * and other columns of {@code raw()}.
	 */
	Map<String, @Nullable Object> annotations();

}
