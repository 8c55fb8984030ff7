package io.asyncorm.repository;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A method as Spring Data's users would call it, and what it is called here, for the
 * messages to those who come from there.
 *
 * @param name the name here, or what is called instead
 * @param returned what such a method returns here; null if what is declared will do
 * @param notes what is to be said besides
 */
record SpringDataName(String name, @Nullable String returned, List<String> notes) {

	private static final Pattern DERIVED = Pattern
		.compile("(find|read|get|query|search|stream|count|exists|delete|remove)(\\p{Lu}.*?)??By(|\\P{Ll}.*)");

	private static final Pattern LIMITED = Pattern.compile("(?:First|Top)(\\d*)");

	private static final Set<String> PAGES = Set.of("Page", "Slice", "Window");

	private static final Set<String> STREAMS = Set.of("Stream", "Flux");

	/** What every repository of Spring Data's has, and what is called here instead. */
	private static final Map<String, String> INHERITED = Map.ofEntries(Map.entry("save", "asave(object)"),
			Map.entry("saveAndFlush", "asave(object)"), Map.entry("insert", "acreate(object)"),
			Map.entry("saveAll", "abulkCreate(objects)' or 'abulkUpdate(objects)"),
			Map.entry("saveAllAndFlush", "abulkCreate(objects)' or 'abulkUpdate(objects)"),
			Map.entry("insertAll", "abulkCreate(objects)"), Map.entry("findAllById", "ainBulk(keys)"),
			Map.entry("findById", "aget(key)' or, for an Optional, 'filter(\"pk\", key).afirst()"),
			Map.entry("getReferenceById", "Ref.of(model, key)"), Map.entry("getOne", "Ref.of(model, key)"),
			Map.entry("existsById", "filter(\"pk\", key).aexists()"), Map.entry("delete", "adelete(object)"),
			Map.entry("deleteById", "filter(\"pk\", key).adelete()"), Map.entry("deleteAll", "all().adelete()"),
			Map.entry("deleteAllInBatch", "all().adelete()"),
			Map.entry("deleteAllById", "filter(\"pk__in\", keys).adelete()"),
			Map.entry("deleteAllByIdInBatch", "filter(\"pk__in\", keys).adelete()"));

	SpringDataName {
		notes = List.copyOf(notes);
	}

	/** What a method is here; null if its name is none of Spring Data's. */
	static @Nullable SpringDataName of(DeclaredMethod method, SpringDataConditions conditions) {
		String inherited = INHERITED.get(method.name());
		if (inherited != null) {
			return new SpringDataName(inherited, null,
					inherited.startsWith("Ref") ? List.of() : List.of("AsyncRepository has that"));
		}
		Matcher derived = DERIVED.matcher(method.name());
		if (derived.matches()) {
			return derived(method, derived, conditions);
		}
		return switch (method.name()) {
			case "findAll", "findOne" -> new SpringDataName(reading(method), returned(method), List.of());
			case "count", "exists" -> new SpringDataName("a" + method.name(), returned(method), List.of());
			default -> null;
		};
	}

	private static SpringDataName derived(DeclaredMethod method, Matcher name, SpringDataConditions conditions) {
		Set<String> notes = new LinkedHashSet<>();
		String subject = Optional.ofNullable(name.group(2)).orElse("");
		String verb = switch (name.group(1)) {
			case "count" -> "acount";
			case "exists" -> "aexists";
			case "delete", "remove" -> "adelete";
			default -> reading(method, subject, notes);
		};
		if (subject.contains("Distinct")) {
			notes.add("a body makes rows distinct, by filter(...).distinct()");
		}
		String rest = name.group(3);
		int order = rest.indexOf("OrderBy");
		String where = (order < 0) ? rest : rest.substring(0, order);
		String translated = where.isEmpty() ? "" : "By" + conditions.translate(where, notes);
		return new SpringDataName(verb + translated + rest.substring(where.length()), returned(method),
				List.copyOf(notes));
	}

	private static String reading(DeclaredMethod method, String subject, Set<String> notes) {
		Matcher limited = LIMITED.matcher(subject);
		String verb = reading(method);
		if (!limited.find() || verb.equals("apage")) {
			return verb;
		}
		String number = limited.group(1);
		if (number.isEmpty() || number.equals("1")) {
			return "afirst";
		}
		notes.add(TerminalParameters.SPRING_DATA ? "a parameter of type Limit says how many are read"
				: "a body says how many are read, by filter(...).slice(0, " + number + ")");
		return verb;
	}

	/** What is read is told by what is returned, at once or later. */
	private static String reading(DeclaredMethod method) {
		ResolvableType returned = method.returnType();
		for (ResolvableType type : List.of(returned, returned.getGeneric(0))) {
			Class<?> container = type.resolve(Object.class);
			if (container == Optional.class) {
				return "afirst";
			}
			if (PAGES.contains(container.getSimpleName())) {
				return "apage";
			}
			if (isMany(container)) {
				return "alist";
			}
		}
		return method.isResultNullable() ? "afirst" : "aget";
	}

	private static boolean isMany(Class<?> container) {
		return Iterable.class.isAssignableFrom(container) || container.isArray()
				|| STREAMS.contains(container.getSimpleName());
	}

	/** What is returned at once there, and later here. */
	private static @Nullable String returned(DeclaredMethod method) {
		if (Delivery.find(method) != null || method.isSuspended()) {
			return null;
		}
		ResolvableType declared = method.returnType();
		Class<?> type = declared.resolve(Object.class);
		if (isMany(type) && !PAGES.contains(type.getSimpleName())) {
			String element = DeclaredMethod
				.shortName(type.isArray() ? declared.getComponentType() : declared.getGeneric(0));
			return "CompletableFuture<List<" + element + ">>";
		}
		String value = (type == void.class) ? "Void" : type.isPrimitive()
				? ClassUtils.resolvePrimitiveIfNecessary(type).getSimpleName() : DeclaredMethod.shortName(declared);
		return "CompletableFuture<" + value + ">";
	}

	/** What is to be said besides, at the end of a sentence. */
	static String list(Collection<String> notes) {
		return String.join("", notes.stream().map((note) -> "; " + note).toList());
	}

	/** For a message. */
	@Override
	public String toString() {
		return "'" + this.name + "'" + ((this.returned != null) ? ", which returns " + this.returned : "")
				+ list(this.notes);
	}

}
