package io.asyncorm.jackson;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Refuses to write a query that was not sent.
 */
final class QuerySetSerializer extends ValueSerializer<Object> {

	@Override
	public void serialize(Object querySet, JsonGenerator generator, SerializationContext context) {
		context.reportMappingProblem("A query set holds no results, and no query is made to write it:"
				+ " return what alist(), afirst() or another method that begins with 'a' gives");
	}

}
