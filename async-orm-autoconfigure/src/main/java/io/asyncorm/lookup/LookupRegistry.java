package io.asyncorm.lookup;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.JsonOperator;
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

	/**
	 * The lookup {@code in} of a list that holds a null: behind a negation the null
	 * stands for rows that have none.
	 */
	public static final String IN_OR_NULL = "in_or_null";

	/** Whether a JSON document has all keys of a list, which every one has of none. */
	public static final String HAS_KEYS = "json_has_keys";

	private static final String JSON = "json_";

	private final Map<String, Lookup> lookups;

	private final Map<String, DatabaseFunction> functions;

	private final List<String> names;

	private final ZoneId valueZone;

	private final ZoneId timeZone;

	/**
	 * @param hidden lookups that are meant by the names of others
	 */
	private LookupRegistry(List<Lookup> named, List<Lookup> hidden, List<DatabaseFunction> functions, ZoneId valueZone,
			ZoneId timeZone) {
		this(Stream.concat(named.stream(), hidden.stream())
			.collect(Collectors.toUnmodifiableMap(Lookup::name, Function.identity())),
				functions.stream().collect(Collectors.toUnmodifiableMap(DatabaseFunction::name, Function.identity())),
				Stream.concat(named.stream().map(Lookup::name), Stream.of(ISNULL)).sorted().toList(), valueZone,
				timeZone);
	}

	private LookupRegistry(Map<String, Lookup> lookups, Map<String, DatabaseFunction> functions, List<String> names,
			ZoneId valueZone, ZoneId timeZone) {
		this.lookups = lookups;
		this.functions = functions;
		this.names = names;
		this.valueZone = valueZone;
		this.timeZone = timeZone;
	}

	/** Django's lookups and functions; points in time are seen in UTC. */
	public static LookupRegistry standard() {
		return new LookupRegistry(
				List.of(new ComparisonLookup(EXACT, ComparisonOperator.EQUAL),
						new ComparisonLookup("gt", ComparisonOperator.GREATER),
						new ComparisonLookup("gte", ComparisonOperator.GREATER_OR_EQUAL),
						new ComparisonLookup("lt", ComparisonOperator.LESS),
						new ComparisonLookup("lte", ComparisonOperator.LESS_OR_EQUAL), new InLookup("in"),
						new RangeLookup(), new TextLookup("iexact", "", "", true),
						new TextLookup("contains", "%", "%", false), new TextLookup("icontains", "%", "%", true),
						new TextLookup("startswith", "", "%", false), new TextLookup("istartswith", "", "%", true),
						new TextLookup("endswith", "%", "", false), new TextLookup("iendswith", "%", "", true),
						new RegexLookup("regex", false), new RegexLookup("iregex", true)),
				List.of(new InLookup(IN_OR_NULL), new JsonLookup("json_contains", JsonOperator.CONTAINS, false),
						new JsonLookup("json_contained_by", JsonOperator.CONTAINS, true),
						new JsonLookup("json_has_key", JsonOperator.HAS_KEY, false),
						new JsonLookup("json_has_any_keys", JsonOperator.HAS_ANY_KEY, false),
						new JsonLookup(HAS_KEYS, JsonOperator.HAS_ALL_KEYS, false)),
				StandardFunctions.all(), ZoneOffset.UTC, ZoneOffset.UTC);
	}

	/**
	 * The same in another time zone: the one in which dates and times without a zone are
	 * meant, and in which points in time are seen.
	 */
	public LookupRegistry withTimeZone(ZoneId zone) {
		return new LookupRegistry(this.lookups, this.functions, this.names, zone, zone);
	}

	/**
	 * The same, with points in time seen in another zone. As in Django, dates and times
	 * without a zone are still meant in the zone there was.
	 */
	public LookupRegistry seenIn(ZoneId zone) {
		return new LookupRegistry(this.lookups, this.functions, this.names, this.valueZone, zone);
	}

	/** The zone in which dates and times without a zone are meant. */
	public ZoneId valueZone() {
		return this.valueZone;
	}

	/** The zone in which points in time are seen, by their year or hour for example. */
	public ZoneId timeZone() {
		return this.timeZone;
	}

	/**
	 * The lookup of a name, or null if there is none.
	 * @param json whether it is asked of a JSON document, for which some names mean
	 * something else
	 */
	public @Nullable Lookup find(String name, boolean json) {
		Lookup ofDocuments = json ? this.lookups.get(JSON + name) : null;
		return (ofDocuments != null || !this.names.contains(name)) ? ofDocuments : this.lookups.get(name);
	}

	/** The lookup of a name, or null if there is none. */
	public @Nullable Lookup find(String name) {
		return find(name, false);
	}

	/**
	 * The function behind a name such as {@code year} in the middle of a path; null if
	 * values of the type have no such part.
	 */
	public @Nullable String findExtraction(String name, Class<?> type) {
		return StandardDateFunctions.extraction(name, type);
	}

	/** The lookup of a name that is known to be one. */
	public Lookup require(String name) {
		Lookup lookup = this.lookups.get(name);
		if (lookup == null) {
			throw new IllegalStateException("There is no lookup '" + name + "'");
		}
		return lookup;
	}

	/** The function of a name: one of ours, or else the database's own of that name. */
	public DatabaseFunction function(String name) {
		DatabaseFunction function = this.functions.get(name);
		return (function != null) ? function
				: StandardFunctions.plain(name, name, StandardFunctions.fixed(Object.class));
	}

	/** All names, for messages. */
	public List<String> names() {
		return this.names;
	}

}
