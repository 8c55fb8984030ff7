package io.asyncorm.oracle;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
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
		JsonNode field = node.at("/kw/output_field");
		boolean stamp = name.startsWith("Trunc") && field.path("$field").asString("").equals("DateTimeField");
		// What is cut out of a point in time is one
		return stamp ? untyped(name, node).as(Instant.class) : ExpressionNodes.typed(untyped(name, node), field);
	}

	private Expr<Object> untyped(String name, JsonNode node) {
		JsonNode arguments = node.path("args");
		if (name.equals("KT")) {
			return JsonFunctions.kt(arguments.get(0).stringValue());
		}
		if (name.equals("JSONObject")) {
			Map<String, Expr<Object>> values = new LinkedHashMap<>();
			node.path("kw")
				.properties()
				.forEach((entry) -> values.put(entry.getKey(), this.expressions.argument(entry.getValue())));
			return JsonFunctions.jsonObject(values);
		}
		if (name.equals("Cast")) {
			JsonNode field = arguments.get(1);
			int size = field.path("max_length").asInt(field.path("max_digits").asInt(0));
			return Functions.cast(this.expressions.argument(arguments.get(0)), ExpressionNodes.fieldType(field), size,
					field.path("decimal_places").asInt(0));
		}
		if (name.startsWith("Extract") || name.startsWith("Trunc")) {
			return ofTime(name, node);
		}
		List<Expr<Object>> values = new ArrayList<>();
		arguments.forEach((argument) -> values.add(this.expressions.argument(argument)));
		Expr<Object> ofWindow = ofWindow(name, values, arguments);
		return (ofWindow != null) ? ofWindow : switch (values.size()) {
			case 0 -> call(name);
			case 1 -> call(name, values.get(0), values);
			case 2 -> call(name, values.get(0), values.get(1), arguments, values);
			default -> call(name, values, arguments);
		};
	}

	private Expr<Object> ofTime(String name, JsonNode node) {
		JsonNode arguments = node.path("args");
		boolean extract = name.startsWith("Extract");
		String part = name.substring(extract ? "Extract".length() : "Trunc".length());
		part = part.isEmpty() ? arguments.get(1).stringValue()
				: part.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
		Expr<Object> value = this.expressions.argument(arguments.get(0));
		JsonNode zone = node.at("/kw/tzinfo/$tz");
		if (zone.isMissingNode()) {
			return extract ? DateFunctions.extract(part, value) : trunc(part, value, null);
		}
		ZoneId id = ZoneId.of(zone.stringValue());
		return extract ? DateFunctions.extract(part, value, id) : trunc(part, value, id);
	}

	private static Expr<Object> trunc(String part, Expr<Object> value, @Nullable ZoneId zone) {
		return switch (part) {
			case "date" -> (zone != null) ? DateFunctions.truncDate(value, zone) : DateFunctions.truncDate(value);
			case "time" -> (zone != null) ? DateFunctions.truncTime(value, zone) : DateFunctions.truncTime(value);
			default -> (zone != null) ? DateFunctions.trunc(part, value, zone) : DateFunctions.trunc(part, value);
		};
	}

	private static @Nullable Expr<Object> ofWindow(String name, List<Expr<Object>> values, JsonNode arguments) {
		int distance = (arguments.size() > 1) ? arguments.get(1).asInt(0) : 1;
		return switch (name) {
			case "RowNumber" -> WindowFunctions.rowNumber();
			case "Rank" -> WindowFunctions.rank();
			case "DenseRank" -> WindowFunctions.denseRank();
			case "PercentRank" -> WindowFunctions.percentRank();
			case "CumeDist" -> WindowFunctions.cumeDist();
			case "Ntile" -> WindowFunctions.ntile(arguments.isEmpty() ? 1 : arguments.get(0).intValue());
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

	private static Expr<Object> call(String name) {
		return switch (name) {
			case "Now" -> DateFunctions.now();
			case "Pi" -> MathFunctions.pi();
			case "Random" -> MathFunctions.random();
			default -> throw new NotExpressible("a function " + name);
		};
	}

	private static Expr<Object> call(String name, Expr<Object> value, List<Expr<Object>> values) {
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
			case "Round" -> MathFunctions.round(value);
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
			case "Coalesce" -> Functions.coalesce(values);
			case "Greatest" -> Functions.greatest(values);
			case "Least" -> Functions.least(values);
			case "Concat" -> TextFunctions.concat(values);
			default -> throw new NotExpressible("a function " + name + " of one argument");
		};
	}

	private static Expr<Object> call(String name, Expr<Object> first, Expr<Object> second, JsonNode arguments,
			List<Expr<Object>> values) {
		boolean number = arguments.get(1).isInt();
		int constant = arguments.get(1).asInt(0);
		return switch (name) {
			case "Left" -> number ? TextFunctions.left(first, constant) : TextFunctions.left(first, second);
			case "Right" -> number ? TextFunctions.right(first, constant) : TextFunctions.right(first, second);
			case "Substr" -> number ? TextFunctions.substr(first, constant) : TextFunctions.substr(first, second);
			case "Repeat" -> number ? TextFunctions.repeat(first, constant) : TextFunctions.repeat(first, second);
			case "LPad" -> number ? TextFunctions.lpad(first, constant, " ")
					: TextFunctions.lpad(first, second, Functions.value(" "));
			case "RPad" -> number ? TextFunctions.rpad(first, constant, " ")
					: TextFunctions.rpad(first, second, Functions.value(" "));
			case "Replace" -> TextFunctions.replace(first, second, Functions.value(""));
			case "StrIndex" -> TextFunctions.strIndex(first, second);
			case "Round" -> MathFunctions.round(first, second);
			case "Power" -> MathFunctions.power(first, second);
			case "Log" -> MathFunctions.log(first, second);
			case "Mod" -> MathFunctions.mod(first, second);
			case "ATan2" -> MathFunctions.atan2(first, second);
			case "NullIf" -> Functions.nullIf(first, second);
			default -> call(name, first, values);
		};
	}

	private static Expr<Object> call(String name, List<Expr<Object>> values, JsonNode arguments) {
		boolean number = arguments.get(1).isInt();
		int constant = arguments.get(1).asInt(0);
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
			default -> call(name, first, values);
		};
	}

}
