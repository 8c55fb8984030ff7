package io.asyncorm.jackson;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Leaves the properties of relations out that are not loaded and have no key of their
 * own, whatever the mapper or the class includes: their serializers call them empty.
 */
@SuppressWarnings("serial")
final class UnloadedRelations extends NopAnnotationIntrospector {

	@Override
	public JsonInclude.Value findPropertyInclusion(MapperConfig<?> config, Annotated property) {
		Class<?> type = property.getRawType();
		return (type == Many.class || type == One.class)
				? JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.USE_DEFAULTS)
				: JsonInclude.Value.empty();
	}

}
