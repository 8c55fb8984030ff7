package io.asyncorm.oracle;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.asyncorm.expression.DateFunctions;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.JsonFunctions;
import io.asyncorm.expression.MathFunctions;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.expression.WindowFunctions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Django's database functions are called in the API.
 */
final class FunctionNodes {

	private final ExpressionNodes expressions;

	FunctionNodes(ExpressionNodes expressions) {
		this.expressions = expressions;
	}

	Expr<Object> function(String name, JsonNode node) {
		if (name.equals("JSONObject")) {
			return jsonObject(node.path("kw"));
		}
		Arguments arguments = Arguments.of(name, node);
		JsonNode field = arguments.get("output_field");
		if (field == null || name.equals("Cast")) {
			return untyped(name, arguments);
		}
		boolean stamp = name.startsWith("Trunc") && field.path("$field").asString("").equals("DateTimeField");
		// What is cut out of a point in time is one
		return stamp ? untyped(name, arguments).as(Instant.class)
				: ExpressionNodes.typed(untyped(name, arguments), field);
	}

	private Expr<Object> jsonObject(JsonNode fields) {
		Map<String, Expr<Object>> values = new LinkedHashMap<>();
		fields.properties().forEach((entry) -> values.put(entry.getKey(), this.expressions.argument(entry.getValue())));
		return JsonFunctions.jsonObject(values);
	}

	private Expr<Object> untyped(String name, Arguments arguments) {
		if (name.startsWith("Extract") || name.startsWith("Trunc")) {
			return ofTime(name, arguments);
		}
		JsonNode first = arguments.at(0);
		if (first == null) {
			return call(name, arguments);
		}
		List<JsonNode> nodes = arguments.positional();
		switch (name) {
			case "KT" -> {
				return JsonFunctions.kt(first.stringValue());
			}
			case "Collate" -> {
				return Functions.collate(this.expressions.argument(first), nodes.get(1).stringValue());
			}
			case "Cast" -> {
				return cast(this.expressions.argument(first), arguments.named().get("output_field"));
			}
			default -> {
				List<Expr<Object>> values = nodes.stream().map(this.expressions::argument).toList();
				Expr<Object> ofWindow = ofWindow(name, values, nodes);
				if (ofWindow != null) {
					return ofWindow;
				}
				return switch (values.size()) {
					case 1 -> call(name, values.get(0), values, arguments);
					case 2 -> call(name, values.get(0), values.get(1), nodes, values, arguments);
					default -> call(name, values, nodes, arguments);
				};
			}
		}
	}

	private static Expr<Object> cast(Expr<Object> value, JsonNode field) {
		int size = field.path("max_length").asInt(field.path("max_digits").asInt(ExpressionNodes.defaultLength(field)));
		return Functions.cast(value, ExpressionNodes.fieldType(field), size, field.path("decimal_places").asInt(0));
	}

	private Expr<Object> ofTime(String name, Arguments arguments) {
		boolean extract = name.startsWith("Extract");
		String part = name.substring(extract ? "Extract".length() : "Trunc".length());
		JsonNode kind = arguments.at(1);
		part = !part.isEmpty() ? part.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT)
				: (kind != null) ? kind.stringValue() : "";
		Expr<Object> value = this.expressions.argument(arguments.positional().get(0));
		JsonNode zone = arguments.get("tzinfo");
		if (zone == null) {
			return extract ? DateFunctions.extract(part, value) : trunc(part, value, null);
		}
		ZoneId id = ZoneId.of(zone.get("$tz").stringValue());
		return extract ? DateFunctions.extract(part, value, id) : trunc(part, value, id);
	}

	private static Expr<Object> trunc(String part, Expr<Object> value, @Nullable ZoneId zone) {
		return switch (part) {
			case "date" -> (zone != null) ? DateFunctions.truncDate(value, zone) : DateFunctions.truncDate(value);
			case "time" -> (zone != null) ? DateFunctions.truncTime(value, zone) : DateFunctions.truncTime(value);
			default -> (zone != null) ? DateFunctions.trunc(part, value, zone) : DateFunctions.trunc(part, value);
		};
	}

	private static @Nullable Expr<Object> ofWindow(String name, List<Expr<Object>> values, List<JsonNode> arguments) {
		int distance = (arguments.size() > 1) ? arguments.get(1).asInt(0) : 1;
		return switch (name) {
			case "Ntile" -> WindowFunctions.ntile(arguments.get(0).intValue());
			case "Lag" -> (values.size() > 2) ? WindowFunctions.lag(values.get(0), distance, values.get(2))
					: WindowFunctions.lag(values.get(0), distance);
			case "Lead" -> (values.size() > 2) ? WindowFunctions.lead(values.get(0), distance, values.get(2))
					: WindowFunctions.lead(values.get(0), distance);
			case "FirstValue" -> WindowFunctions.firstValue(values.get(0));
			case "LastValue" -> WindowFunctions.lastValue(values.get(0));
			case "NthValue" -> WindowFunctions.nthValue(values.get(0), distance);
			default -> null;
		};
	}

	private static Expr<Object> call(String name, Arguments arguments) {
		return switch (name) {
			case "Now" -> DateFunctions.now();
			case "Pi" -> MathFunctions.pi();
			case "Random" -> MathFunctions.random();
			case "UUID4" -> Functions.uuid4();
			case "UUID7" -> Functions.uuid7();
			case "JSONNull" -> JsonFunctions.jsonNull();
			case "JSONArray" -> JsonFunctions.jsonArray(List.of());
			case "RowNumber" -> WindowFunctions.rowNumber();
			case "Rank" -> WindowFunctions.rank();
			case "DenseRank" -> WindowFunctions.denseRank();
			case "PercentRank" -> WindowFunctions.percentRank();
			case "CumeDist" -> WindowFunctions.cumeDist();
			default -> ofAny(name, List.of(), arguments);
		};
	}

	/** Those that take any number of arguments. */
	private static Expr<Object> ofAny(String name, List<Expr<Object>> values, Arguments arguments) {
		return switch (name) {
			case "Coalesce" -> Functions.coalesce(values);
			case "Greatest" -> Functions.greatest(values);
			case "Least" -> Functions.least(values);
			case "Concat", "ConcatPair" -> TextFunctions.concat(values);
			case "JSONArray" -> JsonFunctions.jsonArray(values);
			case "Func" -> Functions.function(arguments.named().get("function").stringValue(),
					ExpressionNodes.fieldType(arguments.named().get("output_field")), values);
			default -> throw new NotExpressible("a function " + name);
		};
	}

	private static Expr<Object> call(String name, Expr<Object> value, List<Expr<Object>> values, Arguments arguments) {
		return switch (name) {
			case "Lower" -> TextFunctions.lower(value);
			case "Upper" -> TextFunctions.upper(value);
			case "Length" -> TextFunctions.length(value);
			case "Trim" -> TextFunctions.trim(value);
			case "LTrim" -> TextFunctions.ltrim(value);
			case "RTrim" -> TextFunctions.rtrim(value);
			case "Reverse" -> TextFunctions.reverse(value);
			case "Ord" -> TextFunctions.ord(value);
			case "Chr" -> TextFunctions.chr(value);
			case "MD5" -> TextFunctions.md5(value);
			case "SHA1" -> TextFunctions.sha1(value);
			case "SHA224" -> TextFunctions.sha224(value);
			case "SHA256" -> TextFunctions.sha256(value);
			case "SHA384" -> TextFunctions.sha384(value);
			case "SHA512" -> TextFunctions.sha512(value);
			case "Abs" -> MathFunctions.abs(value);
			case "Ceil" -> MathFunctions.ceil(value);
			case "Floor" -> MathFunctions.floor(value);
			case "Sign" -> MathFunctions.sign(value);
			case "Sqrt" -> MathFunctions.sqrt(value);
			case "Exp" -> MathFunctions.exp(value);
			case "Ln" -> MathFunctions.ln(value);
			case "Degrees" -> MathFunctions.degrees(value);
			case "Radians" -> MathFunctions.radians(value);
			case "Sin" -> MathFunctions.sin(value);
			case "Cos" -> MathFunctions.cos(value);
			case "Tan" -> MathFunctions.tan(value);
			case "Cot" -> MathFunctions.cot(value);
			case "ASin" -> MathFunctions.asin(value);
			case "ACos" -> MathFunctions.acos(value);
			case "ATan" -> MathFunctions.atan(value);
			case "UUID7" -> Functions.uuid7(value);
			default -> ofAny(name, values, arguments);
		};
	}

	private static Expr<Object> call(String name, Expr<Object> first, Expr<Object> second, List<JsonNode> nodes,
			List<Expr<Object>> values, Arguments arguments) {
		boolean number = nodes.get(1).isInt();
		int constant = nodes.get(1).asInt(0);
		return switch (name) {
			case "Left" -> number ? TextFunctions.left(first, constant) : TextFunctions.left(first, second);
			case "Right" -> number ? TextFunctions.right(first, constant) : TextFunctions.right(first, second);
			case "Substr" -> number ? TextFunctions.substr(first, constant) : TextFunctions.substr(first, second);
			case "Repeat" -> number ? TextFunctions.repeat(first, constant) : TextFunctions.repeat(first, second);
			case "StrIndex" -> TextFunctions.strIndex(first, second);
			case "Round" -> MathFunctions.round(first, second);
			case "Power" -> MathFunctions.power(first, second);
			case "Log" -> MathFunctions.log(first, second);
			case "Mod" -> MathFunctions.mod(first, second);
			case "ATan2" -> MathFunctions.atan2(first, second);
			case "NullIf" -> Functions.nullIf(first, second);
			default -> ofAny(name, values, arguments);
		};
	}

	private static Expr<Object> call(String name, List<Expr<Object>> values, List<JsonNode> nodes,
			Arguments arguments) {
		boolean number = nodes.get(1).isInt();
		int constant = nodes.get(1).asInt(0);
		Expr<Object> first = values.get(0);
		Expr<Object> third = values.get(2);
		return switch (name) {
			case "Substr" -> (number && constant < 1) ? TextFunctions.substr(first, constant)
					: TextFunctions.substr(first, values.get(1), third);
			case "LPad" -> (number && constant < 0) ? TextFunctions.lpad(first, constant, "")
					: TextFunctions.lpad(first, values.get(1), third);
			case "RPad" -> (number && constant < 0) ? TextFunctions.rpad(first, constant, "")
					: TextFunctions.rpad(first, values.get(1), third);
			case "Replace" -> TextFunctions.replace(first, values.get(1), third);
			default -> ofAny(name, values, arguments);
		};
	}

}
