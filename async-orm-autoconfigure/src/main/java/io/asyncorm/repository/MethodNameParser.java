package io.asyncorm.repository;

import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.asyncorm.expression.Step;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.NamePath;
import io.asyncorm.model.PropertyNames;
import io.asyncorm.plan.Operands;
import io.asyncorm.resolution.FieldPath;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;

/**
 * Parses the names of derived query methods, after the verb:
 *
 * <pre>
 * ["By" condition {"And" condition}] ["OrderBy" order {"And" order}]
 * condition: path [lookup]
 * order: path ["Desc" | "Asc"]
 * </pre>
 *
 * A path is properties of the model, one behind the other, as in {@code AuthorName}. A
 * lookup is written as a property is: {@code SameAs} for {@code same_as}. A name is read
 * in every way that the model allows.
 */
final class MethodNameParser {

	private static final String AND = "And";

	private static final String ORDER_BY = "OrderBy";

	private final ModelMetadata<?> model;

	private final List<String> lookups;

	MethodNameParser(ModelMetadata<?> model, LookupRegistry lookups) {
		this.model = model;
		this.lookups = lookups.names();
	}

	/** Every way to read a name; those that mean the same count once. */
	List<Reading> readings(String text) {
		Map<Object, Reading> readings = new LinkedHashMap<>();
		addReadings(text, "", readings);
		for (int at = text.indexOf(ORDER_BY); at >= 0; at = text.indexOf(ORDER_BY, at + 1)) {
			addReadings(text.substring(0, at), text.substring(at + ORDER_BY.length()), readings);
		}
		return List.copyOf(readings.values());
	}

	private void addReadings(String conditions, String orders, Map<Object, Reading> readings) {
		if (!conditions.isEmpty() && !conditions.startsWith("By")) {
			return;
		}
		List<List<Term>> allConditions = conditions.isEmpty() ? List.of(List.of())
				: sequences(conditions.substring(2), this::condition);
		List<List<Term>> allOrders = orders.isEmpty() ? List.of(List.of()) : sequences(orders, this::order);
		for (List<Term> condition : allConditions) {
			for (List<Term> order : allOrders) {
				readings.putIfAbsent(List.of(meaning(condition), meaning(order)), new Reading(
						condition.stream().map(Term::path).toList(), order.stream().map(Term::text).toList()));
			}
		}
	}

	/** Every way to read a text as terms with "And" between them. */
	private List<List<Term>> sequences(String text, Grammar term) {
		List<List<Term>> sequences = new ArrayList<>();
		for (Term first : term.read(text)) {
			if (first.rest().isEmpty()) {
				sequences.add(List.of(first));
			}
			else if (beginsWith(first.rest(), AND)) {
				for (List<Term> others : sequences(first.rest().substring(AND.length()), term)) {
					List<Term> all = new ArrayList<>(List.of(first));
					all.addAll(others);
					sequences.add(all);
				}
			}
		}
		return sequences;
	}

	/** Every property that a text can name, before conditions, an order or nothing. */
	List<Term> selections(String text) {
		return paths(text).stream()
			.filter((term) -> term.rest().isEmpty() || MethodName.isCriteria(term.rest()))
			.sorted(Comparator.comparingInt((Term term) -> text.length() - term.rest().length()))
			.toList();
	}

	/** Every condition that a text can begin with. */
	List<Term> condition(String text) {
		List<Term> terms = new ArrayList<>();
		for (Term path : paths(text)) {
			terms.add(path);
			for (String lookup : this.lookups) {
				String word = word(lookup);
				if (beginsWith(path.rest(), word)) {
					terms.add(new Term(append(path.names(), lookup), false, List.of(path.meaning(), lookup),
							path.type(), path.rest().substring(word.length())));
				}
			}
		}
		return terms;
	}

	/** Every term of an order that a text can begin with. */
	List<Term> order(String text) {
		List<Term> terms = new ArrayList<>();
		for (Term path : paths(text)) {
			terms.add(path);
			if (beginsWith(path.rest(), "Desc")) {
				terms.add(new Term(path.names(), true, List.of(path.meaning(), "-"), path.type(),
						path.rest().substring(4)));
			}
			if (beginsWith(path.rest(), "Asc")) {
				terms.add(new Term(path.names(), false, path.meaning(), path.type(), path.rest().substring(3)));
			}
		}
		return terms;
	}

	private List<Term> paths(String text) {
		List<Term> paths = new ArrayList<>();
		addPaths(this.model, List.of(), List.of(), text, paths);
		return paths;
	}

	private void addPaths(ModelMetadata<?> here, List<String> before, List<Hop> hops, String text, List<Term> paths) {
		addPath("pk", here.key(), before, hops, text, paths);
		for (ModelField field : here.fields()) {
			// The column of a foreign key is called by its key, as in author_id
			String name = (field.relation() != null) ? field.name() + "Id" : field.name();
			addPath(name, field, before, hops, text, paths);
		}
		here.compositeFields()
			.stream()
			.filter((field) -> field.relation() == null)
			.forEach((field) -> addPath(field.name(), field, before, hops, text, paths));
		for (ModelRelation relation : here.relations()) {
			String word = word(relation.name());
			if (beginsWith(text, word)) {
				List<Hop> further = new ArrayList<>(hops);
				further.addAll(relation.hops());
				String rest = text.substring(word.length());
				addPath(relation.name(), relation.targetField(), before, further, text, paths);
				addPaths(relation.target(), append(before, relation.name()), further, rest, paths);
			}
		}
	}

	private static void addPath(String name, ModelField field, List<String> before, List<Hop> hops, String text,
			List<Term> paths) {
		String word = word(name);
		if (beginsWith(text, word)) {
			paths.add(new Term(append(before, name), false, Operands.trimmedColumn(hops, field, 0), type(field),
					text.substring(word.length())));
		}
	}

	/**
	 * The type of the values of a field, boxed; that of a foreign key is its target's.
	 */
	private static ResolvableType type(ModelField field) {
		ModelField target = field.target();
		if (target != null) {
			return type(target);
		}
		return (field.genericType() instanceof ParameterizedType generic) ? ResolvableType.forType(generic)
				: ResolvableType.forClass(field.javaType());
	}

	private static List<String> append(List<String> names, String name) {
		List<String> more = new ArrayList<>(names);
		more.add(name);
		return more;
	}

	private static String word(String name) {
		return StringUtils.capitalize(PropertyNames.toCamelCase(name));
	}

	/** Whether a text begins with a word, and another word or nothing follows. */
	private static boolean beginsWith(String text, String word) {
		return text.startsWith(word)
				&& (text.length() == word.length() || !Character.isLowerCase(text.charAt(word.length())));
	}

	private static List<Object> meaning(List<Term> terms) {
		return terms.stream().map(Term::meaning).toList();
	}

	/** What a text can begin with. */
	private interface Grammar {

		List<Term> read(String text);

	}

	/**
	 * A part of a name that was read.
	 *
	 * @param names the names of fields, and perhaps of a lookup
	 * @param descending whether it is a descending order
	 * @param meaning equal to another's if both say the same
	 * @param type the type of the values of the field
	 * @param rest what follows
	 */
	record Term(List<String> names, boolean descending, Object meaning, ResolvableType type, String rest) {

		/** Whether the values are of a type, with all that it says of what they hold. */
		boolean isOf(ResolvableType wanted) {
			return this.type.toString().equals(wanted.toString());
		}

		List<Step> path() {
			return this.names.stream().<Step>map(Step.Named::new).toList();
		}

		/** As a Django string. */
		String text() {
			return (this.descending ? "-" : "") + NamePath.join(this.names, Function.identity());
		}

	}

	/**
	 * A way to read a name.
	 *
	 * @param lookups the names of lookups
	 * @param orderings Django orderings
	 */
	record Reading(List<List<Step>> lookups, List<String> orderings) {

		@Override
		public String toString() {
			String order = this.orderings.isEmpty() ? "" : " ordered by " + String.join(", ", this.orderings);
			return String.join(", ", this.lookups.stream().map(FieldPath::text).toList()) + order;
		}

	}

}
