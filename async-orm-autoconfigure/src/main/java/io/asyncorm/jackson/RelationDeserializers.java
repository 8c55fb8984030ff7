package io.asyncorm.jackson;

import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.Relation;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;

/**
 * Chooses the deserializers of relations.
 */
final class RelationDeserializers implements Deserializers {

	private final KeyJson keys;

	RelationDeserializers(KeyJson keys) {
		this.keys = keys;
	}

	@Override
	public @Nullable ValueDeserializer<?> findBeanDeserializer(JavaType type, DeserializationConfig config,
			BeanDescription.Supplier description) {
		JavaType relation = type.findSuperType(Relation.class);
		JavaType model = (relation != null) ? relation.containedTypeOrUnknown(0) : null;
		if (model == null || !hasDeserializerFor(config, type.getRawClass())) {
			return null;
		}
		return type.hasRawClass(Ref.class) ? new RefDeserializer(model, ModelKeys.KEY, this.keys)
				: type.hasRawClass(One.class) ? new OneDeserializer(model) : new ManyDeserializer(model);
	}

	@Override
	public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
		return type == Ref.class || type == One.class || type == Many.class;
	}

}
