package io.asyncorm.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * All models of an application, read once and then frozen. Immutable and safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
public final class ModelRegistry {

	private final Map<Class<?>, ModelMetadata<?>> models;

	private final Collection<ModelMetadata<?>> joinTables;

	ModelRegistry(Map<Class<?>, ModelMetadata<?>> models, Collection<ModelMetadata<?>> joinTables) {
		this.models = new LinkedHashMap<>(models);
		this.joinTables = joinTables;
	}

	/** All models, in the order they were given. */
	public Collection<ModelMetadata<?>> models() {
		return this.models.values();
	}

	/** The tables behind many-to-many relations that have no model of their own. */
	public Collection<ModelMetadata<?>> joinTables() {
		return this.joinTables;
	}

	/**
	 * The metadata of a model.
	 * @throws FieldException if the class is not a model of this registry
	 */
	@SuppressWarnings("unchecked") // the map holds for each class its own metadata
	public <M> ModelMetadata<M> require(Class<M> type) {
		ModelMetadata<?> model = this.models.get(type);
		if (model == null) {
			throw new FieldException("'" + type.getName() + "' is not a known model: annotate it with @Model"
					+ " and keep it in a package that is scanned");
		}
		return (ModelMetadata<M>) model;
	}

	/** The metadata of a model, or null if the class is none. */
	public @Nullable ModelMetadata<?> find(Class<?> type) {
		return this.models.get(type);
	}

}
