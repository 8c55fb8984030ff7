package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.asyncorm.lookup.Lookup;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.NearestName;
import io.asyncorm.query.QuerySet;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Resolves derived query methods, whose query is derived from the method name, as in
 * {@code alistByAuthorNameOrderByTitle}.
 */
final class DerivedMethods<M> {

	private static final Pattern NAME = Pattern
		.compile("a(" + Arrays.stream(Terminal.values()).map(Terminal::verb).collect(Collectors.joining("|"))
				+ ")((?:By|OrderBy)\\P{Ll}.*)");

	private final RepositoryDeclaration<M> declaration;

	private final MethodNameParser parser;

	DerivedMethods(RepositoryDeclaration<M> declaration) {
		this.declaration = declaration;
		this.parser = new MethodNameParser(declaration.model(), declaration.querySets().lookups());
	}

	static boolean matches(String name) {
		return NAME.matcher(name).matches();
	}

	/** What a method becomes; null if there are faults. */
	@Nullable RepositoryMethod resolve(DeclaredMethod method) {
		Matcher name = NAME.matcher(method.name());
		if (!name.matches()) {
			throw new IllegalArgumentException(method.name());
		}
		Terminal terminal = Terminal.of(name.group(1));
		method.requireResult(terminal.resultType(this.declaration.model()));
		method.requireRoles((role) -> role == DeclaredParameter.Role.PLAIN,
				"where the method's name says what it does");
		List<MethodNameParser.Reading> readings = this.parser.readings(name.group(2));
		if (readings.isEmpty()) {
			method.fault(explain(name.group(2)));
		}
		else if (readings.size() > 1) {
			method.fault("its name can be read as "
					+ readings.stream().map((reading) -> "'" + reading + "'").collect(Collectors.joining(" and as "))
					+ "; name the parameters by Django lookups instead, in a method called '" + terminal.methodName()
					+ "'");
		}
		return (readings.size() == 1) ? resolve(method, terminal, readings.get(0)) : null;
	}

	private @Nullable RepositoryMethod resolve(DeclaredMethod method, Terminal terminal,
			MethodNameParser.Reading reading) {
		requireOrder(method, terminal, reading);
		TerminalParameters parameters = TerminalParameters.of(this.declaration, method, terminal);
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
				method.fault("its name takes " + wanted + " values (" + reading + "), but it has "
						+ parameters.lookups().size() + " parameters" + (terminal.takesObject() ? " for them" : "")
						+ "; declare one for each value, in their order");
				return null;
			}
			boolean ownOrder = terminal.order() == Terminal.Order.ITS_OWN;
			LookupArguments lookups = lookups(method, names, parameters.lookups());
			return method.hasFaults() ? null : QueryMethod.of(this.declaration.querySets(), ownOrder ? rows : ordered,
					lookups, terminal, ownOrder ? reading.orderings() : List.of(), parameters.object());
		}
		catch (FieldException ex) {
			method.fault(String.valueOf(ex.getMessage()));
			return null;
		}
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
				if (this.parser.condition(part).stream().noneMatch((term) -> term.rest().isEmpty())) {
					return explainPart(part,
							"a property of '" + this.declaration.model() + "', with or without a lookup");
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

	private String explainPart(String part, String wanted) {
		Set<String> words = new LinkedHashSet<>();
		addWords(this.declaration.model(), "", words, 2);
		String property = part;
		for (String suffix : this.declaration.querySets().lookups().names()) {
			String word = StringUtils.capitalize(suffix);
			// The longest one, as in TitelIcontains
			boolean longer = part.length() - word.length() < property.length();
			property = (part.endsWith(word) && part.length() > word.length() && longer)
					? part.substring(0, part.length() - word.length()) : property;
		}
		return "'" + part + "' in its name is not " + wanted + "." + NearestName.suggest(property, words)
				+ " Properties are: " + this.declaration.model().choices().stream().collect(Collectors.joining(", "))
				+ ".";
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

}
