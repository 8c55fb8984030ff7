package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Django's {@code extra()}, which in the API is raw SQL as an expression: selected it is
 * an annotation, and as a condition it filters.
 */
final class ExtraSql {

	private final Nodes nodes;

	ExtraSql(Nodes nodes) {
		this.nodes = nodes;
	}

	ValuesQuerySet<?, ?> apply(ValuesQuerySet<?, ?> query, Call call) {
		call.requireOnly("select", "select_params", "where", "params", "order_by");
		ValuesQuerySet<?, ?> result = query;
		if (call.named() == null) {
			return result;
		}
		Iterator<@Nullable Object> selected = values(call.named().path("select_params"));
		for (var select : call.named().path("select").properties()) {
			result = result.annotate(select.getKey(), expression(select.getValue(), selected));
		}
		Iterator<@Nullable Object> wanted = values(call.named().path("params"));
		for (JsonNode where : call.named().path("where")) {
			result = result.filter(expression(where, wanted).holds());
		}
		JsonNode order = call.named().path("order_by");
		return order.isEmpty() ? result : result.orderBy(OracleCase.texts(order).toArray(String[]::new));
	}

	private Iterator<@Nullable Object> values(JsonNode array) {
		List<@Nullable Object> values = new ArrayList<>();
		array.forEach((node) -> values.add(this.nodes.argument(node)));
		return values.iterator();
	}

	private static Expr<Object> expression(JsonNode text, Iterator<@Nullable Object> values) {
		String sql = OracleCase.text(text);
		List<@Nullable Object> own = new ArrayList<>();
		for (int at = sql.indexOf("%s"); at >= 0; at = sql.indexOf("%s", at + 2)) {
			own.add(values.next());
		}
		return Functions.rawSql(sql.replace("?", "??").replace("%s", "?").replace("%%", "%"), own.toArray());
	}

}
