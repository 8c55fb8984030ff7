package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.asyncorm.expression.Kw;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the nodes of a case stand for: plain values here, expressions and conditions in
 * {@link ExpressionNodes}.
 */
final class Nodes {

	private final CaseSession session;

	private final ExpressionNodes expressions;

	Nodes(CaseSession session) {
		this.session = session;
		this.expressions = new ExpressionNodes(this);
	}

	ExpressionNodes expressions() {
		return this.expressions;
	}

	/** A value as it is given to a lookup or a keyword argument. */
	@Nullable Object value(JsonNode node) {
		if (node.isArray()) {
			List<@Nullable Object> values = new ArrayList<>();
			node.forEach((element) -> values.add(value(element)));
			return values;
		}
		if (!node.isObject()) {
			return scalar(node);
		}
		String kind = kind(node);
		return (kind != null) ? special(kind, node) : document(node);
	}

	/** The first of the names of an object, if it marks a node. */
	static @Nullable String kind(JsonNode node) {
		if (!node.isObject()) {
			return null;
		}
		for (String name : node.propertyNames()) {
			return name.startsWith("$") ? name : null;
		}
		return null;
	}

	private @Nullable Object special(String kind, JsonNode node) {
		JsonNode content = node.get(kind);
		return switch (kind) {
			case "$date" -> LocalDate.parse(content.stringValue());
			case "$time" -> LocalTime.parse(content.stringValue());
			case "$datetime" -> stamp(content.stringValue());
			case "$duration" -> Duration.of(content.longValue(), ChronoUnit.MICROS);
			case "$decimal" -> decimal(content.stringValue());
			case "$uuid" -> UUID.fromString(content.stringValue());
			case "$json" -> document(content);
			case "$float" -> special(content.stringValue());
			case "$enum" -> choice(content.stringValue());
			case "$obj" -> object(content);
			case "$new" -> Instance.unsaved(OracleModels.named(content.get(0).stringValue()), values(content.get(1)));
			case "$var" -> this.session.variable(content.stringValue());
			case "$qs" -> query(content);
			default -> this.expressions.expression(node);
		};
	}

	/**
	 * A value as the API takes it: an instance of a script is the object that it holds.
	 */
	@Nullable Object argument(JsonNode node) {
		return Instance.toObject(value(node));
	}

	/** A query set that stands in another one. */
	Object query(JsonNode content) {
		return this.session.chains().query(content);
	}

	/** The named arguments of a call. */
	Kw arguments(JsonNode named) {
		Kw arguments = Kw.empty();
		for (Map.Entry<String, JsonNode> entry : named.properties()) {
			arguments = arguments.and(entry.getKey(), argument(entry.getValue()));
		}
		return arguments;
	}

	/** The attributes of an unsaved object. */
	Map<String, @Nullable Object> values(JsonNode named) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> entry : named.properties()) {
			values.put(entry.getKey(), value(entry.getValue()));
		}
		return values;
	}

	static @Nullable Object scalar(JsonNode node) {
		if (node.isNull()) {
			return null;
		}
		if (node.isBoolean()) {
			return node.booleanValue();
		}
		if (node.isString()) {
			return node.stringValue();
		}
		if (node.isIntegralNumber()) {
			return node.canConvertToInt() ? (Object) node.intValue()
					: node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
		}
		return node.doubleValue();
	}

	/** A JSON document in Java's own collections. */
	static @Nullable Object document(JsonNode node) {
		if (node.isArray()) {
			List<@Nullable Object> list = new ArrayList<>();
			node.forEach((element) -> list.add(document(element)));
			return list;
		}
		if (node.isObject()) {
			Map<String, @Nullable Object> map = new LinkedHashMap<>();
			node.properties().forEach((entry) -> map.put(entry.getKey(), document(entry.getValue())));
			return map;
		}
		return scalar(node);
	}

	/** With an offset an instant, without one a naive stamp. */
	static Temporal stamp(String text) {
		boolean zoned = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
		return zoned ? OffsetDateTime.parse(text).toInstant() : LocalDateTime.parse(text);
	}

	/** Java has no decimals that are no numbers, but such floats. */
	private static Number decimal(String text) {
		return Character.isLetter(text.charAt(text.length() - 1)) ? special(text.toLowerCase(Locale.ROOT))
				: new BigDecimal(text);
	}

	static double special(String name) {
		return switch (name) {
			case "nan" -> Double.NaN;
			case "inf", "infinity" -> Double.POSITIVE_INFINITY;
			case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
			default -> throw new NotExpressible("a float " + name);
		};
	}

	/**
	 * The values of choices are the names of the members; only countries keep the case.
	 */
	private static String choice(String member) {
		String name = member.substring(member.indexOf('.') + 1);
		return member.startsWith("Country.") ? name : name.toLowerCase(Locale.ROOT);
	}

	@SuppressWarnings("unchecked") // the metadata of a model is for its own class
	private Object object(JsonNode content) {
		ModelMetadata<?> model = OracleModels.named(content.get(0).stringValue());
		JsonNode key = content.get(1);
		if (key.isNull()) {
			return Instance.unsaved(model, Map.of());
		}
		Object value = value(key);
		return Ref.of((Class<Object>) model.type(), key(model, (value != null) ? value : key));
	}

	/** A key as its field has it. */
	static Object key(ModelMetadata<?> model, Object value) {
		return model.key().convert(value);
	}

	/** Whether a stamp is about now. */
	static boolean isNow(Instant stamp) {
		return Duration.between(stamp, Instant.now()).abs().compareTo(Duration.ofMinutes(5)) < 0;
	}

}
