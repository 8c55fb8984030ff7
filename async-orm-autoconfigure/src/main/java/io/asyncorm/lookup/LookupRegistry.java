package io.asyncorm.lookup;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.model.MessageText;
import io.asyncorm.model.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * Finds lookups by their names, and the functions that the application adds. Also holds
 * the time zones of query sets. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class LookupRegistry {

	/** What relations, keys and null are asked for by. */
	private static final Set<String> NEEDED = Set.of("exact", "in", "isnull");

	private final Map<Lookup.Fields, Map<String, Lookup>> lookups;

	private final Map<String, DatabaseFunction> functions;

	private final List<String> names;

	private final Set<String> disabled;

	private final ZoneId valueZone;

	private final ZoneId timeZone;

	private LookupRegistry(List<Lookup> lookups, List<DatabaseFunction> functions) {
		this(byName(lookups),
				functions.stream().collect(Collectors.toUnmodifiableMap(DatabaseFunction::name, Function.identity())),
				lookups.stream()
					.filter((lookup) -> lookup.fields() == Lookup.Fields.ALL)
					.map(Lookup::name)
					.sorted()
					.toList(),
				Set.of(), ZoneOffset.UTC, ZoneOffset.UTC);
	}

	private LookupRegistry(Map<Lookup.Fields, Map<String, Lookup>> lookups, Map<String, DatabaseFunction> functions,
			List<String> names, Set<String> disabled, ZoneId valueZone, ZoneId timeZone) {
		this.lookups = lookups;
		this.functions = functions;
		this.names = names;
		this.disabled = disabled;
		this.valueZone = valueZone;
		this.timeZone = timeZone;
	}

	private static Map<Lookup.Fields, Map<String, Lookup>> byName(List<Lookup> lookups) {
		return lookups.stream()
			.collect(Collectors.groupingBy(Lookup::fields,
					Collectors.toUnmodifiableMap(Lookup::name, Function.identity())));
	}

	/** Django's lookups; points in time are seen in UTC. */
	public static LookupRegistry standard() {
		return of(List.of(), List.of());
	}

	/**
	 * Django's lookups, and lookups and functions of the application; points in time are
	 * seen in UTC.
	 * @throws LookupDefinitionException if some of them cannot work, or have names that
	 * are taken
	 */
	public static LookupRegistry of(Collection<? extends Lookup> lookups,
			Collection<? extends DatabaseFunction> functions) {
		DefinitionChecks.require(lookups, functions);
		return new LookupRegistry(Stream.concat(Lookups.all().stream(), lookups.stream()).toList(),
				List.copyOf(functions));
	}

	/**
	 * The same lookups in another time zone: that of dates and times without a zone, and
	 * in which parts of points in time are computed.
	 */
	public LookupRegistry withTimeZone(ZoneId zone) {
		return new LookupRegistry(this.lookups, this.functions, this.names, this.disabled, zone, zone);
	}

	/**
	 * The same lookups with parts of points in time computed in another zone. As in
	 * Django, dates and times without a zone keep theirs.
	 */
	public LookupRegistry seenIn(ZoneId zone) {
		return new LookupRegistry(this.lookups, this.functions, this.names, this.disabled, this.valueZone, zone);
	}

	/**
	 * Without some lookups, which cannot be used by any name or method then: those whose
	 * cost a caller decides, such as {@code regex}.
	 * @throws LookupDefinitionException if one is unknown, or needed by the library
	 */
	public LookupRegistry without(Collection<String> disabled) {
		List<String> faults = disabled.stream().map(this::faultOfDisabling).flatMap(Optional::stream).toList();
		if (!faults.isEmpty()) {
			throw new LookupDefinitionException(faults);
		}
		Set<String> all = Stream.concat(this.disabled.stream(), disabled.stream())
			.collect(Collectors.toUnmodifiableSet());
		return new LookupRegistry(without(this.lookups, all), this.functions,
				this.names.stream().filter((name) -> !all.contains(name)).toList(), all, this.valueZone, this.timeZone);
	}

	private Optional<String> faultOfDisabling(String name) {
		if (NEEDED.contains(name)) {
			return Optional.of("the lookup '" + name + "' cannot be switched off: relations need it");
		}
		boolean known = this.lookups.values().stream().anyMatch((lookups) -> lookups.containsKey(name));
		return known ? Optional.empty() : Optional.of("there is no lookup '" + MessageText.name(name)
				+ "' to be switched off." + NearestName.suggest(name, this.names));
	}

	private static Map<Lookup.Fields, Map<String, Lookup>> without(Map<Lookup.Fields, Map<String, Lookup>> lookups,
			Set<String> disabled) {
		return byName(lookups.values()
			.stream()
			.flatMap((byName) -> byName.values().stream())
			.filter((lookup) -> !disabled.contains(lookup.name()))
			.toList());
	}

	/** Whether there is a lookup of a name that was switched off. */
	public boolean isDisabled(String name) {
		return this.disabled.contains(name);
	}

	/** The time zone of dates and times that are given without one. */
	public ZoneId valueZone() {
		return this.valueZone;
	}

	/**
	 * The time zone in which parts of points in time, such as the year or hour, are
	 * computed.
	 */
	public ZoneId timeZone() {
		return this.timeZone;
	}

	/**
	 * Finds a lookup by its name; null if there is none.
	 * @param fields what it is for: some names mean something else for JSON documents and
	 * arrays
	 */
	public @Nullable Lookup find(String name, Lookup.Fields fields) {
		Lookup own = of(fields).get(name);
		return (own != null) ? own : of(Lookup.Fields.ALL).get(name);
	}

	private Map<String, Lookup> of(Lookup.Fields fields) {
		return this.lookups.getOrDefault(fields, Map.of());
	}

	/** Finds a function of the application by its name; null if there is none. */
	public @Nullable DatabaseFunction findFunction(String name) {
		return this.functions.get(name);
	}

	/**
	 * Finds a function of the application that can stand behind a field; null if there is
	 * none.
	 */
	public @Nullable DatabaseFunction findTransform(String name) {
		DatabaseFunction function = this.functions.get(name);
		return (function != null && function.transforms()) ? function : null;
	}

	/** The names of the functions that can stand behind a field, sorted. */
	public List<String> transformNames() {
		return functionNames().stream().filter((name) -> findTransform(name) != null).toList();
	}

	/** The names of the functions of the application, sorted. */
	public List<String> functionNames() {
		return this.functions.keySet().stream().sorted().toList();
	}

	/** The names of all lookups, except those for some kind of fields only, sorted. */
	public List<String> names() {
		return this.names;
	}

	/** The names of lookups for some kind of fields, sorted. */
	public List<String> names(Lookup.Fields fields) {
		return Stream.concat(this.names.stream(), of(fields).keySet().stream()).distinct().sorted().toList();
	}

	/** The names of lookups for relations, sorted. */
	public List<String> namesForRelations() {
		return of(Lookup.Fields.ALL).values()
			.stream()
			.filter(Lookup::suitsRelations)
			.map(Lookup::name)
			.sorted()
			.toList();
	}

}
