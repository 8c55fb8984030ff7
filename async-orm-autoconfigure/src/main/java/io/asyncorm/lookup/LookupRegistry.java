package io.asyncorm.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.asyncorm.sql.ComparisonOperator;
import org.jspecify.annotations.Nullable;

/**
 * The lookups and functions by their names. Immutable and safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class LookupRegistry {

	/**
	 * Asks whether a value is missing. It takes no bind: the answer wanted is part of the
	 * statement.
	 */
	public static final String ISNULL = "isnull";

	/** What is meant where no lookup is named. */
	public static final String EXACT = "exact";

	private final Map<String, Lookup> lookups;

	private final Map<String, DatabaseFunction> functions;

	private final List<String> names;

	private LookupRegistry(List<Lookup> lookups, List<DatabaseFunction> functions) {
		this.functions = functions.stream()
			.collect(Collectors.toUnmodifiableMap(DatabaseFunction::name, Function.identity()));
		this.lookups = lookups.stream().collect(Collectors.toUnmodifiableMap(Lookup::name, Function.identity()));
		List<String> all = new ArrayList<>(this.lookups.keySet());
		all.add(ISNULL);
		this.names = all.stream().sorted().toList();
	}

	/** Django's lookups. */
	public static LookupRegistry standard() {
		return new LookupRegistry(
				List.of(new ComparisonLookup(EXACT, ComparisonOperator.EQUAL),
						new ComparisonLookup("gt", ComparisonOperator.GREATER),
						new ComparisonLookup("gte", ComparisonOperator.GREATER_OR_EQUAL),
						new ComparisonLookup("lt", ComparisonOperator.LESS),
						new ComparisonLookup("lte", ComparisonOperator.LESS_OR_EQUAL), new InLookup(),
						new RangeLookup(), new TextLookup("iexact", "", "", true),
						new TextLookup("contains", "%", "%", false), new TextLookup("icontains", "%", "%", true),
						new TextLookup("startswith", "", "%", false), new TextLookup("istartswith", "", "%", true),
						new TextLookup("endswith", "%", "", false), new TextLookup("iendswith", "%", "", true)),
				List.of());
	}

	/** The lookup of a name, or null if there is none. */
	public @Nullable Lookup find(String name) {
		return this.lookups.get(name);
	}

	/** The lookup of a name that is known to be one. */
	public Lookup require(String name) {
		Lookup lookup = this.lookups.get(name);
		if (lookup == null) {
			throw new IllegalStateException("There is no lookup '" + name + "'");
		}
		return lookup;
	}

	/** The function of a name that is known to be one. */
	public DatabaseFunction requireFunction(String name) {
		DatabaseFunction function = this.functions.get(name);
		if (function == null) {
			throw new IllegalStateException("There is no function '" + name + "'");
		}
		return function;
	}

	/** All names, for messages. */
	public List<String> names() {
		return this.names;
	}

}
