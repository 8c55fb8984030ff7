package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.asyncorm.model.PropertyNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds results against expected ones, by the rules of the oracle.
 */
final class Comparison {

	/** On PostgreSQL, where the cases were recorded. */
	static final Comparison SAME_DATABASE = new Comparison(true);

	/**
	 * On another database: how many digits a quotient has, and how an error of the
	 * server's is called, is its own affair.
	 */
	static final Comparison OTHER_DATABASE = new Comparison(false);

	private static final double TOLERANCE = 1e-12;

	private final boolean sameDatabase;

	private Comparison(boolean sameDatabase) {
		this.sameDatabase = sameDatabase;
	}

	/** Whether they are the same; the positions of lists count. */
	boolean matches(JsonNode expected, @Nullable Object actual) {
		if (actual instanceof Failure failure) {
			return expected.isObject() && expected.has("error")
					&& Errors.matches(expected, failure.cause(), this.sameDatabase);
		}
		if (actual instanceof JsonNode document) {
			JsonNode wanted = expected.isObject() && expected.has("$json") ? expected.get("$json") : expected;
			return !(expected.isNull()) && matches(wanted, Nodes.document(document));
		}
		if (actual instanceof SentSql.RowLocking locking) {
			// The rest of the shape is a hint
			return expected.path("lock").asString("").equals(locking.clause());
		}
		if (expected.isArray()) {
			return actual instanceof List<?> list && lists(elements(expected), list, true);
		}
		return expected.isObject() ? objects(expected, actual) : scalars(expected, actual);
	}

	/** Whether lists are the same; if positions do not count, as multisets. */
	boolean matches(JsonNode expected, @Nullable Object actual, boolean ordered) {
		if (actual instanceof List<?> list) {
			if (expected.isArray()) {
				return lists(elements(expected), list, ordered);
			}
			if (expected.has("pks")) {
				return keys(expected, list, ordered);
			}
		}
		return matches(expected, actual);
	}

	private static List<JsonNode> elements(JsonNode array) {
		List<JsonNode> elements = new ArrayList<>();
		array.forEach(elements::add);
		return elements;
	}

	boolean lists(List<JsonNode> expected, List<?> actual, boolean ordered) {
		if (expected.size() != actual.size()) {
			return false;
		}
		List<@Nullable Object> left = new ArrayList<>(actual);
		for (JsonNode element : expected) {
			int found = -1;
			for (int i = 0; i < (ordered ? 1 : left.size()) && found < 0; i++) {
				found = matches(element, left.get(i)) ? i : -1;
			}
			if (found < 0) {
				return false;
			}
			left.remove(found);
		}
		return true;
	}

	private boolean keys(JsonNode expected, List<?> actual, boolean ordered) {
		String model = expected.get("model").stringValue();
		List<@Nullable Object> keys = new ArrayList<>();
		for (Object element : actual) {
			if (!(element instanceof Results.ObjectKey object) || !object.model().equals(model)) {
				return false;
			}
			keys.add(object.key());
		}
		return lists(elements(expected.get("pks")), keys, ordered);
	}

	private boolean objects(JsonNode expected, @Nullable Object actual) {
		if (actual instanceof Map<?, ?> map) {
			return Nodes.kind(expected) == null ? maps(expected, map) : expected.has("$json")
					? matches(expected.get("$json"), map) : expected.has("$map") && pairs(expected.get("$map"), map);
		}
		String kind = Nodes.kind(expected);
		if (kind != null) {
			return special(kind, expected.get(kind), actual);
		}
		return actual instanceof List<?> list && expected.has("pks") && keys(expected, list, true);
	}

	/** Names that mean the same property are the same. */
	private boolean maps(JsonNode expected, Map<?, ?> actual) {
		if (expected.size() != actual.size()) {
			return false;
		}
		for (Map.Entry<String, JsonNode> entry : expected.properties()) {
			String name = entry.getKey();
			Object key = actual.containsKey(name) ? name
					: actual.keySet()
						.stream()
						.filter((other) -> PropertyNames.toCamelCase(String.valueOf(other))
							.equals(PropertyNames.toCamelCase(name)))
						.findFirst()
						.orElse(null);
			if (key == null || !matches(entry.getValue(), actual.get(key))) {
				return false;
			}
		}
		return true;
	}

	/** Keys of any kind, with their values. */
	private boolean pairs(JsonNode expected, Map<?, ?> actual) {
		List<List<?>> pairs = new ArrayList<>();
		actual.forEach((key, value) -> pairs.add(Arrays.asList(key, value)));
		return lists(elements(expected), pairs, false);
	}

	private boolean special(String kind, JsonNode content, @Nullable Object actual) {
		return switch (kind) {
			case "$json" -> matches(content, actual);
			case "$decimal" ->
				actual instanceof BigDecimal number && decimals(new BigDecimal(content.stringValue()), number);
			case "$date" -> LocalDate.parse(content.stringValue()).equals(actual);
			case "$time" -> LocalTime.parse(content.stringValue()).equals(actual);
			case "$datetime" -> stamps(content.stringValue(), actual);
			case "$duration" -> Duration.of(content.longValue(), ChronoUnit.MICROS).equals(actual);
			case "$uuid" -> UUID.fromString(content.stringValue()).equals(actual);
			case "$float" -> actual instanceof Double number && number.equals(Nodes.special(content.stringValue()));
			case "$now" -> actual instanceof Instant stamp && Nodes.isNow(stamp);
			case "$anyuuid" -> actual instanceof UUID;
			case "$obj" -> actual instanceof Results.ObjectKey object
					&& object.model().equals(content.get(0).stringValue()) && matches(content.get(1), object.key());
			default -> false;
		};
	}

	private boolean decimals(BigDecimal expected, BigDecimal actual) {
		return this.sameDatabase ? expected.equals(actual) : floats(expected.doubleValue(), actual.doubleValue());
	}

	private static boolean stamps(String expected, @Nullable Object actual) {
		return (actual instanceof Instant || actual instanceof LocalDateTime) && Nodes.stamp(expected).equals(actual);
	}

	private static boolean scalars(JsonNode expected, @Nullable Object actual) {
		if (expected.isNull()) {
			return actual == null;
		}
		if (expected.isBoolean()) {
			return actual instanceof Boolean value && value == expected.booleanValue();
		}
		if (expected.isString()) {
			return actual != null && (actual instanceof CharSequence || actual instanceof Enum<?>)
					&& expected.stringValue().equals(actual.toString());
		}
		return expected.isIntegralNumber() ? integers(expected, actual) : floats(expected.doubleValue(), actual);
	}

	private static boolean integers(JsonNode expected, @Nullable Object actual) {
		boolean integer = actual instanceof Long || actual instanceof Integer || actual instanceof Short
				|| actual instanceof Byte || actual instanceof BigInteger;
		return integer && new BigInteger(String.valueOf(actual)).equals(expected.bigIntegerValue());
	}

	private static boolean floats(double expected, @Nullable Object actual) {
		if (!(actual instanceof Double || actual instanceof Float)) {
			return false;
		}
		double found = ((Number) actual).doubleValue();
		return found == expected
				|| Math.abs(found - expected) <= TOLERANCE * Math.max(Math.abs(found), Math.abs(expected));
	}

}
