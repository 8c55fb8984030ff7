package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.lookup.Lookup;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.NearestName;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Resolves derived query methods, whose query is derived from the method name, as in
 * {@code alistByAuthorNameOrderByTitle}.
 */
final class DerivedMethods<M> {

	private final RepositoryDeclaration<M> declaration;

	private final MethodNameParser parser;

	private final SpringDataConditions others;

	private final KeywordMethods<M> keyword;

	/**
	 * @param keyword resolves methods whose names say only which values they give
	 */
	DerivedMethods(RepositoryDeclaration<M> declaration, KeywordMethods<M> keyword) {
		this.declaration = declaration;
		this.keyword = keyword;
		this.parser = new MethodNameParser(declaration.model(), declaration.querySets().lookups());
		this.others = new SpringDataConditions(this::isCondition);
	}

	/** Whether a name can be read, at least as that of a method for single values. */
	boolean matches(MethodName name) {
		return name.hasCriteria() || !this.parser.selections(name.rest()).isEmpty();
	}

	private boolean isCondition(String text) {
		return this.parser.condition(text).stream().anyMatch((term) -> term.rest().isEmpty());
	}

	/**
	 * What a method is called here that has a name of Spring Data's, for a message; null
	 * if its name is none of these.
	 */
	@Nullable String translate(DeclaredMethod method) {
		SpringDataName name = SpringDataName.of(method, this.others);
		if (name == null) {
			return null;
		}
		MethodName here = MethodName.find(name.name());
		String unreadable = (here != null && here.hasCriteria() && this.parser.readings(here.rest()).isEmpty())
				? " There, " + explain(here.rest()) : "";
		return " Here, that is " + name + "." + unreadable;
	}

	/** What a method becomes; null if there are faults. */
	@Nullable RepositoryMethod resolve(DeclaredMethod method, MethodName name) {
		Terminal terminal = name.terminal();
		ResultType result = ResultType.of(method, terminal.results(this.declaration.model()), this.declaration,
				(type) -> this.parser.selections(name.rest()).stream().anyMatch((term) -> term.isOf(type)));
		method.requireRoles((role) -> role == DeclaredParameter.Role.PLAIN,
				"where the method's name says what it does");
		List<Way> ways = ways(name, result);
		if (ways.isEmpty()) {
			explain(method, name, result);
		}
		else if (ways.size() > 1) {
			method.fault("its name can be read as "
					+ ways.stream().map((way) -> "'" + way + "'").collect(Collectors.joining(" and as "))
					+ "; name the parameters by Django lookups instead, in a method called '" + terminal.methodName()
					+ "'");
		}
		return (ways.size() == 1) ? resolve(method, terminal, result, ways.get(0)) : null;
	}

	private List<Way> ways(MethodName name, @Nullable ResultType result) {
		List<Way> ways = new ArrayList<>();
		if (result != null && result.isValue()) {
			for (MethodNameParser.Term property : this.parser.selections(name.rest())) {
				if (property.rest().isEmpty()) {
					ways.add(new Way(property.text(), null));
				}
				else {
					this.parser.readings(property.rest())
						.forEach((reading) -> ways.add(new Way(property.text(), reading)));
				}
			}
		}
		if (ways.isEmpty() && name.hasCriteria()) {
			this.parser.readings(name.rest()).forEach((reading) -> ways.add(new Way(null, reading)));
		}
		return ways;
	}

	private void explain(DeclaredMethod method, MethodName name, @Nullable ResultType result) {
		if (name.hasCriteria()) {
			method.fault(explain(name.rest()));
			return;
		}
		MethodNameParser.Term longest = this.parser.selections(name.rest()).getLast();
		method.fault((result != null && result.isValue()) ? explain(longest.rest())
				: "its name says that it gives the values of '" + longest.text() + "'; return values of type "
						+ DeclaredMethod.shortName(longest.type()) + ", or call it '" + name.terminal().methodName()
						+ longest.rest() + "'");
	}

	private @Nullable RepositoryMethod resolve(DeclaredMethod method, Terminal terminal, @Nullable ResultType result,
			Way way) {
		MethodNameParser.Reading reading = way.reading();
		if (reading == null) {
			method.requireNames();
			return this.keyword.query(method, terminal, result, way.property());
		}
		requireOrder(method, terminal, reading);
		TerminalParameters parameters = TerminalParameters.of(this.declaration, method,
				(result != null) ? result.terminal(terminal) : terminal, result);
		try {
			List<LookupName> names = reading.lookups()
				.stream()
				.map((path) -> LookupName.of(this.declaration, path))
				.toList();
			QuerySet<M> rows = this.declaration.rows();
			QuerySet<M> ordered = reading.orderings().isEmpty() ? rows
					: rows.orderBy(reading.orderings().toArray(String[]::new));
			int wanted = names.stream().mapToInt(DerivedMethods::arguments).sum();
			if (wanted != parameters.lookups().size()) {
				method.fault("its name takes " + count(wanted, "value") + " (" + reading + "), but it has "
						+ count(parameters.lookups().size(), "parameter")
						+ (terminal.hasOwnParameters() ? " for them" : "")
						+ "; declare one for each value, in their order");
				return null;
			}
			boolean ownOrder = terminal.order() == Terminal.Order.ITS_OWN;
			LookupArguments lookups = lookups(method, names, parameters.lookups());
			if (result == null || method.hasFaults()) {
				return null;
			}
			ValuesQuerySet<M, ?> selected = result.select(ownOrder ? rows : ordered, way.property(),
					this.declaration.model());
			return result.finish(method, parameters.method(this.declaration.querySets(), selected, lookups,
					result.terminal(terminal), ownOrder ? reading.orderings() : List.of()), this.declaration);
		}
		catch (FieldException ex) {
			method.fault(String.valueOf(ex.getMessage()));
			return null;
		}
	}

	private static String count(int number, String word) {
		return number + " " + word + ((number == 1) ? "" : "s");
	}

	private void requireOrder(DeclaredMethod method, Terminal terminal, MethodNameParser.Reading reading) {
		boolean none = reading.orderings().isEmpty();
		if (!none && terminal.order() == Terminal.Order.NONE) {
			method.fault("an order makes no difference to '" + terminal.methodName() + "'; remove it from the name");
		}
		if (none && terminal.order() == Terminal.Order.ITS_OWN && this.declaration.model().latestBy().isEmpty()) {
			method.fault(TerminalParameters.noOrder(this.declaration.model(), method.name()));
		}
	}

	private LookupArguments lookups(DeclaredMethod method, List<LookupName> names, List<DeclaredParameter> parameters) {
		ParameterReader reader = new ParameterReader(this.declaration, method);
		List<LookupArguments.Entry> entries = new ArrayList<>();
		int next = 0;
		for (LookupName name : names) {
			int end = next + arguments(name);
			entries.add(reader.lookup(name, parameters.subList(next, end)));
			next = end;
		}
		return new LookupArguments(entries);
	}

	/** Both ends of a range are parameters. */
	private static int arguments(LookupName name) {
		return (name.arity() == Lookup.Arity.TWO) ? 2 : 1;
	}

	/** Why a name cannot be read: the first part of it that cannot. */
	private String explain(String text) {
		int orderBy = text.indexOf("OrderBy");
		String conditions = (orderBy < 0) ? text : text.substring(0, orderBy);
		if (!conditions.isEmpty()) {
			for (String part : conditions.substring(2).split("And(?=\\P{Ll})", -1)) {
				if (!isCondition(part)) {
					return explainCondition(part);
				}
			}
		}
		for (String part : text.substring(orderBy + "OrderBy".length()).split("And(?=\\P{Ll})", -1)) {
			if (this.parser.order(part).stream().noneMatch((term) -> term.rest().isEmpty())) {
				return explainPart(part, "a property of '" + this.declaration.model() + "' to order by");
			}
		}
		return "its name cannot be read; name the parameters by Django lookups instead";
	}

	/** One of Spring Data's that is another here, or none at all. */
	private String explainCondition(String part) {
		Set<String> notes = new LinkedHashSet<>();
		String here = this.others.translate(part, notes);
		if (!here.equals(part) && !this.parser.readings("By" + here).isEmpty()) {
			return "'" + part + "' in its name is Spring Data's. Here, that is '" + here + "'"
					+ SpringDataName.list(notes) + ".";
		}
		return explainPart(part, "a property of '" + this.declaration.model() + "', with or without a lookup");
	}

	private String explainPart(String part, String wanted) {
		Set<String> words = new LinkedHashSet<>();
		addWords(this.declaration.model(), "", words, 2);
		String property = part;
		for (String word : suffixes()) {
			// The longest one, as in TitelIcontains
			boolean longer = part.length() - word.length() < property.length();
			property = (part.endsWith(word) && part.length() > word.length() && longer)
					? part.substring(0, part.length() - word.length()) : property;
		}
		return "'" + part + "' in its name is not " + wanted + "." + NearestName.suggest(property, words)
				+ " Properties are: " + this.declaration.model().choices().stream().collect(Collectors.joining(", "))
				+ ".";
	}

	/** What can stand behind a property. */
	private List<String> suffixes() {
		return Stream
			.concat(Stream.of("Asc", "Desc"),
					this.declaration.querySets().lookups().names().stream().map(StringUtils::capitalize))
			.toList();
	}

	private static void addWords(ModelMetadata<?> model, String before, Set<String> words, int depth) {
		model.fields()
			.stream()
			.map(ModelField::name)
			.map(StringUtils::capitalize)
			.forEach((word) -> words.add(before + word));
		for (ModelRelation relation : model.relations()) {
			String word = before + StringUtils.capitalize(relation.name());
			words.add(word);
			if (depth > 1) {
				addWords(relation.target(), word, words, depth - 1);
			}
		}
	}

	/**
	 * A way to read a name.
	 *
	 * @param property the property whose values are wanted; null for objects and records
	 * @param reading the conditions and the order; null if the parameters say them
	 */
	private record Way(@Nullable String property, MethodNameParser.@Nullable Reading reading) {

		@Override
		public String toString() {
			String values = (this.property != null) ? this.property : "";
			if (this.reading == null) {
				return values;
			}
			return values.isEmpty() ? this.reading.toString() : values + " of " + this.reading;
		}

	}

}
