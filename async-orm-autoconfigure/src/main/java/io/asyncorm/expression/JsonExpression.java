package io.asyncorm.expression;

import java.util.List;

/**
 * The nodes of JSON documents. Immutable.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public sealed interface JsonExpression extends Expression {

	/** The null of JSON, which is a value where a missing document is none. */
	record JsonNull() implements JsonExpression {
	}

	/**
	 * The value at a path of keys and positions in a JSON document, as JSON or as text.
	 */
	record JsonPath(Expression operand, List<String> keys, boolean text) implements JsonExpression {

		public JsonPath {
			keys = List.copyOf(keys);
		}

	}

	/** A JSON object of these keys and values. */
	record JsonObject(List<String> keys, List<Expression> values) implements JsonExpression {

		public JsonObject {
			keys = List.copyOf(keys);
			values = List.copyOf(values);
		}

	}

}
