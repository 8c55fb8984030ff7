package io.asyncorm.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Row;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.Serializers;

/**
 * Chooses the serializers of relations and rows, and refuses query sets.
 */
final class QuerySerializers implements Serializers {

	private final KeyJson keys;

	QuerySerializers(KeyJson keys) {
		this.keys = keys;
	}

	@Override
	public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
			BeanDescription.Supplier description, JsonFormat.@Nullable Value format) {
		ContentSerializer content = new ContentSerializer(this.keys, null);
		if (type.isTypeOrSubTypeOf(Ref.class)) {
			return new RefSerializer(content);
		}
		if (type.isTypeOrSubTypeOf(One.class)) {
			return new OneSerializer(content);
		}
		if (type.isTypeOrSubTypeOf(Many.class)) {
			return new ManySerializer(content);
		}
		if (type.isTypeOrSubTypeOf(Row.class)) {
			return new RowSerializer(content);
		}
		boolean query = type.isTypeOrSubTypeOf(ValuesQuerySet.class) || type.isTypeOrSubTypeOf(RawQuerySet.class)
				|| type.isTypeOrSubTypeOf(AsyncIterable.class);
		return query ? new QuerySetSerializer() : null;
	}

}
