package io.asyncorm.fuzz;

import java.math.BigDecimal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a lookup says of a JSON document, as PostgreSQL compares documents.
 */
final class Documents {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private Documents() {
	}

	static Truth test(Condition.Leaf leaf, String document) {
		JsonNode node = MAPPER.readTree(document);
		if (leaf.lookup().equals("has_key")) {
			return Truth.of(hasKey(node, String.valueOf(leaf.value())));
		}
		for (String key : leaf.keys()) {
			node = node.isObject() ? node.path(key) : node.path("none");
		}
		if (leaf.lookup().equals("isnull")) {
			return Truth.of(node.isMissingNode() == Boolean.TRUE.equals(leaf.value()));
		}
		if (node.isMissingNode()) {
			return Truth.UNKNOWN;
		}
		Object wanted = leaf.value();
		return switch (leaf.lookup()) {
			case "", "exact" -> Truth.of(MAPPER.valueToTree(wanted).equals(node) || isSameNumber(node, wanted));
			case "gt" -> Truth.of(compare(node, (Integer) wanted) > 0);
			case "gte" -> Truth.of(compare(node, (Integer) wanted) >= 0);
			case "lt" -> Truth.of(compare(node, (Integer) wanted) < 0);
			case "lte" -> Truth.of(compare(node, (Integer) wanted) <= 0);
			default -> node.isNull() ? Truth.UNKNOWN : Truth.of(part(leaf.lookup(), text(node), wanted.toString()));
		};
	}

	private static boolean hasKey(JsonNode node, String key) {
		if (node.isArray()) {
			return node.values()
				.stream()
				.anyMatch((element) -> element.isString() && element.stringValue().equals(key));
		}
		return node.isObject() ? node.has(key) : node.isString() && node.stringValue().equals(key);
	}

	private static boolean isSameNumber(JsonNode node, Object wanted) {
		return node.isNumber() && wanted instanceof Number && compare(node, wanted) == 0;
	}

	/** Null, text, number, truth, array, object: the later is the greater one. */
	private static int compare(JsonNode node, Object number) {
		if (node.isNumber()) {
			return node.decimalValue().compareTo(new BigDecimal(number.toString()));
		}
		return (node.isNull() || node.isString()) ? -1 : 1;
	}

	private static String text(JsonNode node) {
		return node.isString() ? node.stringValue() : node.toString();
	}

	private static boolean part(String lookup, String text, String wanted) {
		String seen = lookup.startsWith("i") ? Lookups.upper(text) : text;
		String part = lookup.startsWith("i") ? Lookups.upper(wanted) : wanted;
		return switch (lookup.startsWith("i") ? lookup.substring(1) : lookup) {
			case "contains" -> seen.contains(part);
			case "startswith" -> seen.startsWith(part);
			case "endswith" -> seen.endsWith(part);
			default -> throw new IllegalStateException("Nobody drew " + lookup);
		};
	}

}
