package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.PropertyNames;
import io.asyncorm.plan.Operands;
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
				readings.putIfAbsent(List.of(meaning(condition), meaning(order)),
						new Reading(texts(condition), texts(order)));
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

	/** Every condition that a text can begin with. */
	List<Term> condition(String text) {
		List<Term> terms = new ArrayList<>();
		for (Term path : paths(text)) {
			terms.add(path);
			for (String lookup : this.lookups) {
				String word = word(lookup);
				if (beginsWith(path.rest(), word)) {
					terms.add(new Term(path.text() + "__" + lookup, List.of(path.meaning(), lookup),
							path.rest().substring(word.length())));
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
				terms.add(new Term("-" + path.text(), List.of(path.meaning(), "-"), path.rest().substring(4)));
			}
			if (beginsWith(path.rest(), "Asc")) {
				terms.add(new Term(path.text(), path.meaning(), path.rest().substring(3)));
			}
		}
		return terms;
	}

	private List<Term> paths(String text) {
		List<Term> paths = new ArrayList<>();
		addPaths(this.model, "", List.of(), text, paths);
		return paths;
	}

	private void addPaths(ModelMetadata<?> here, String before, List<Hop> hops, String text, List<Term> paths) {
		addPath("pk", here.key(), before, hops, text, paths);
		for (ModelField field : here.fields()) {
			// The column of a foreign key is called by its key, as in author_id
			String name = (field.relation() != null) ? field.name() + "Id" : field.name();
			addPath(name, field, before, hops, text, paths);
		}
		for (ModelRelation relation : here.relations()) {
			String word = word(relation.name());
			if (beginsWith(text, word)) {
				List<Hop> further = new ArrayList<>(hops);
				further.addAll(relation.hops());
				String rest = text.substring(word.length());
				addPath(relation.name(), relation.target().key(), before, further, text, paths);
				addPaths(relation.target(), before + relation.name() + "__", further, rest, paths);
			}
		}
	}

	private static void addPath(String name, ModelField field, String before, List<Hop> hops, String text,
			List<Term> paths) {
		String word = word(name);
		if (beginsWith(text, word)) {
			paths.add(new Term(before + name, Operands.trimmedColumn(hops, field, 0), text.substring(word.length())));
		}
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

	private static List<String> texts(List<Term> terms) {
		return terms.stream().map(Term::text).toList();
	}

	/** What a text can begin with. */
	private interface Grammar {

		List<Term> read(String text);

	}

	/**
	 * A part of a name that was read.
	 *
	 * @param text as a Django string
	 * @param meaning equal to another's if both say the same
	 * @param rest what follows
	 */
	record Term(String text, Object meaning, String rest) {
	}

	/**
	 * A way to read a name.
	 *
	 * @param lookups Django lookups
	 * @param orderings Django orderings
	 */
	record Reading(List<String> lookups, List<String> orderings) {

		@Override
		public String toString() {
			String order = this.orderings.isEmpty() ? "" : " ordered by " + String.join(", ", this.orderings);
			return String.join(", ", this.lookups) + order;
		}

	}

}
