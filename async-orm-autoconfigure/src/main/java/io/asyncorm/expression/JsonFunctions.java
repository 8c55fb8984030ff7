package io.asyncorm.expression;

import io.asyncorm.lookup.StandardFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Functions that create JSON documents and read values in them.
 *
 * @since 0.1.0
 */
public final class JsonFunctions {

	private JsonFunctions() {
	}

	/** A JSON object of values by their names. */
	public static <M> Expr<M> jsonObject(Map<String, Expr<M>> values) {
		Assert.notNull(values, "'values' must not be null");
		return new Expr<>(new JsonExpression.JsonObject(new ArrayList<>(values.keySet()),
				Functions.trees(new ArrayList<>(values.values()))));
	}

	/** A JSON array of values. */
	public static <M> Expr<M> jsonArray(List<Expr<M>> values) {
		return new Expr<>(new Expression.Func(StandardFunction.JSON_ARRAY, Functions.trees(values), null));
	}

	/** JSON's own null, which is a value where a missing document is none. */
	public static <M> Expr<M> jsonNull() {
		return new Expr<>(new JsonExpression.JsonNull());
	}

	/**
	 * The value at a path of keys and positions in a JSON field as text, as in
	 * {@code kt("meta__language")}; Django's {@code KT}.
	 */
	public static <M> Expr<M> kt(String path) {
		return new Expr<>(
				new JsonExpression.JsonPath(new Expression.Reference(LookupNames.parse(path)), List.of(), true));
	}

}
