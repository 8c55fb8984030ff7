package io.asyncorm.lookup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Checks at startup the names and traits of the lookups and functions that an application
 * adds.
 */
final class DefinitionChecks {

	private static final Pattern LOOKUP = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

	private final List<String> faults = new ArrayList<>();

	/** Names that stand behind a field, and what they are. */
	private final Map<String, String> taken = new HashMap<>();

	private DefinitionChecks() {
	}

	/**
	 * Checks lookups and functions.
	 * @throws LookupDefinitionException with all that is wrong
	 */
	static void require(Collection<? extends Lookup> lookups, Collection<? extends DatabaseFunction> functions) {
		DefinitionChecks checks = new DefinitionChecks();
		checks.checkLookups(lookups);
		checks.checkFunctions(functions);
		if (!checks.faults.isEmpty()) {
			throw new LookupDefinitionException(checks.faults);
		}
	}

	private void checkLookups(Collection<? extends Lookup> lookups) {
		Lookups.all()
			.forEach((lookup) -> this.taken.put(key(lookup), "one of Django's lookups, whose meaning must not change"));
		ExtractPart.names().forEach((part) -> this.taken.put(part, "a part of dates and times"));
		List.of(TruncatePart.DATE, TruncatePart.TIME)
			.forEach((part) -> this.taken.put(part.toString(), "a part of points in time"));
		for (Lookup lookup : lookups) {
			String name = name("lookup", lookup.name(), lookup);
			if (name == null) {
				continue;
			}
			if (!LOOKUP.matcher(name).matches()) {
				fault("lookup", name, lookup,
						"has a name that cannot stand behind a field; use small letters, digits and"
								+ " single underscores within");
			}
			String owner = this.taken.putIfAbsent(key(lookup), "that of " + lookup.getClass().getName() + ", too");
			if (owner != null) {
				fault("lookup", name, lookup, "has a name that is taken: it is " + owner + "; choose another");
			}
			int values = (lookup.arity() == Lookup.Arity.TWO) ? 2 : 1;
			if (!lookup.comparisons().isEmpty() && lookup.comparisons().size() != values) {
				fault("lookup", name, lookup, "takes " + values + ((values == 1) ? " value" : " values")
						+ " but states " + lookup.comparisons().size() + " comparisons; state one for each, or none");
			}
		}
	}

	private void checkFunctions(Collection<? extends DatabaseFunction> functions) {
		Map<String, DatabaseFunction> taken = new HashMap<>();
		for (DatabaseFunction function : functions) {
			String name = name("function", function.name(), function);
			if (name == null) {
				continue;
			}
			if (!NamedFunction.isName(name)) {
				fault("function", name, function, "has a name that no function can have; use letters, digits and"
						+ " underscores, perhaps with a schema before it");
			}
			DatabaseFunction other = taken.putIfAbsent(name, function);
			if (other != null) {
				fault("function", name, function, "has a name that is taken: it is that of "
						+ other.getClass().getName() + ", too; choose another");
			}
			if (function.transforms()) {
				checkTransform(name, function);
			}
		}
	}

	/**
	 * A name, which is never null in what is compiled with the checks of this library.
	 */
	private @Nullable String name(String what, @Nullable String name, Object definition) {
		if (name == null) {
			this.faults.add("A " + what + " (" + definition.getClass().getName()
					+ ") has no name: what its name() gives is null; return one");
		}
		return name;
	}

	private void checkTransform(String name, DatabaseFunction function) {
		if (!LOOKUP.matcher(name).matches()) {
			fault("function", name, function, "has a name that cannot stand behind a field; use small letters, digits"
					+ " and single underscores within, or let it be no transform");
		}
		String owner = this.taken.get(name);
		if (owner != null) {
			fault("function", name, function,
					"has a name that is taken: it is " + owner + "; choose another, or let it be no transform");
		}
	}

	private void fault(String what, String name, Object definition, String wrong) {
		this.faults.add("The " + what + " '" + name + "' (" + definition.getClass().getName() + ") " + wrong);
	}

	/** Documents have lookups of their own by the same names. */
	private static String key(Lookup lookup) {
		return lookup.name() + ((lookup.fields() != Lookup.Fields.ALL) ? " of " + lookup.fields() : "");
	}

}
