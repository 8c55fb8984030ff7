package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The arguments of one of Django's functions or aggregates: by their positions, also
 * where a case names them, and the others by their names.
 *
 * @param positional what the parameters of the function are given
 * @param named what all functions or all aggregates take besides
 */
record Arguments(List<JsonNode> positional, Map<String, JsonNode> named) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Set<String> BESIDES = Set.of("output_field", "distinct", "filter", "default", "order_by",
			"function");

	/** Functions whose number of arguments is open. */
	private static final Set<String> OPEN = Set.of("Coalesce", "Greatest", "Least", "Concat", "JSONArray", "Func");

	/**
	 * The parameters of the others: their names, or a number sign where they have none,
	 * and what stands for those that are not given.
	 */
	private static final Map<String, List<String>> PARAMETERS = Stream
		.of(signature("Cast", "expression", "output_field"), signature("Collate", "expression", "collation"),
				signature("ConcatPair", "#1", "#2"), signature("NullIf", "#1", "#2"),
				signature("Extract", "expression", "lookup_name=null", "tzinfo=null"),
				signature("Trunc", "expression", "kind", "output_field=null", "tzinfo=null"),
				signature("UUID7", "shift=null"), signature("KT", "expression"),
				signature("Round", "expression", "precision=0"), signature("Left", "expression", "length"),
				signature("Right", "expression", "length"), signature("Substr", "expression", "pos", "length=null"),
				signature("LPad", "expression", "length", "fill_text={\"$value\":\" \"}"),
				signature("RPad", "expression", "length", "fill_text={\"$value\":\" \"}"),
				signature("Repeat", "expression", "number"),
				signature("Replace", "expression", "text", "replacement={\"$value\":\"\"}"),
				signature("StrIndex", "#1", "#2"), signature("Log", "#1", "#2"), signature("Mod", "#1", "#2"),
				signature("Power", "#1", "#2"), signature("ATan2", "#1", "#2"),
				signature("Lag", "expression", "offset=1", "default=null"),
				signature("Lead", "expression", "offset=1", "default=null"),
				signature("NthValue", "expression", "nth=1"), signature("Ntile", "num_buckets=1"),
				signature("StdDev", "expression", "sample=false"), signature("Variance", "expression", "sample=false"),
				signature("Count", "expression", "filter=null"), signature("StringAgg", "expression", "delimiter"),
				signature("Now"), signature("Pi"), signature("Random"), signature("UUID4"), signature("JSONNull"),
				signature("RowNumber"), signature("Rank"), signature("DenseRank"), signature("PercentRank"),
				signature("CumeDist"))
		.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

	private static Map.Entry<String, List<String>> signature(String function, String... parameters) {
		return Map.entry(function, List.of(parameters));
	}

	/** The arguments of a node. */
	static Arguments of(String function, JsonNode node) {
		List<JsonNode> given = new ArrayList<>();
		node.path("args").forEach(given::add);
		Map<String, JsonNode> named = new LinkedHashMap<>();
		node.path("kw").properties().forEach((entry) -> named.put(entry.getKey(), entry.getValue()));
		if (!OPEN.contains(function)) {
			bind(function, parameters(function), given, named);
		}
		named.keySet().stream().filter((name) -> !BESIDES.contains(name) && !name.equals("tzinfo")).forEach((name) -> {
			throw new NotExpressible("an argument " + name + " of " + function);
		});
		return new Arguments(given, named);
	}

	private static List<String> parameters(String function) {
		List<String> parameters = PARAMETERS.get(function);
		if (parameters != null) {
			return parameters;
		}
		return function.matches("(Extract|Trunc).+") ? List.of("expression", "output_field=null", "tzinfo=null")
				: List.of(function.startsWith("Bit") ? "expression" : "#1");
	}

	/**
	 * Brings what is given by names into its place. What names a type or a zone keeps its
	 * name.
	 */
	private static void bind(String function, List<String> parameters, List<JsonNode> given,
			Map<String, JsonNode> named) {
		if (given.size() > parameters.size()) {
			throw new DoesNotCompile(function + " of " + given.size() + " arguments");
		}
		List<JsonNode> bound = new ArrayList<>();
		for (int i = 0; i < parameters.size(); i++) {
			String name = parameters.get(i).replaceFirst("=.*", "");
			JsonNode argument = (i < given.size()) ? given.get(i) : named.remove(name);
			if (argument == null && name.length() == parameters.get(i).length()) {
				throw new DoesNotCompile(function + " without its " + name);
			}
			JsonNode value = (argument != null) ? argument
					: JSON.readTree(parameters.get(i).substring(name.length() + 1));
			if (!BESIDES.contains(name) && !name.equals("tzinfo") || name.equals("default")) {
				bound.add(value);
			}
			else if (!value.isNull()) {
				named.put(name, value);
			}
		}
		while (!bound.isEmpty() && bound.getLast().isNull() && parameters.get(bound.size() - 1).endsWith("=null")) {
			bound.removeLast();
		}
		given.clear();
		given.addAll(bound);
	}

	/** A positional argument; null if there are not so many. */
	@Nullable JsonNode at(int position) {
		return (position < this.positional.size()) ? this.positional.get(position) : null;
	}

	/** A named argument; null if there is none, or Django's own none. */
	@Nullable JsonNode get(String name) {
		JsonNode value = this.named.get(name);
		return (value == null || value.isNull()) ? null : value;
	}

	/** Whether a flag is set. */
	boolean flag(String name) {
		JsonNode value = get(name);
		return value != null && value.asBoolean(false);
	}

}
