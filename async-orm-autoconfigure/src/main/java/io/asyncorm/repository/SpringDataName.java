package io.asyncorm.repository;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Names that Spring Data would derive a query from: what they are called here, for the
 * messages to those who come from there.
 */
final class SpringDataName {

	private static final Pattern NAME = Pattern.compile(
			"(find|read|get|query|search|stream|count|exists|delete|remove)(?:All|First|One|Distinct)?(By\\P{Ll}.*)");

	private static final Set<String> PAGES = Set.of("Page", "Slice", "Window");

	private static final Set<String> STREAMS = Set.of("Stream", "Flux");

	private SpringDataName() {
	}

	/** The name of the method here; null if it is none of Spring Data's. */
	static @Nullable String translate(String name, ResolvableType returned) {
		Matcher matcher = NAME.matcher(name);
		if (!matcher.matches()) {
			return null;
		}
		String verb = switch (matcher.group(1)) {
			case "count" -> "acount";
			case "exists" -> "aexists";
			case "delete", "remove" -> "adelete";
			default -> reading(returned);
		};
		return verb + matcher.group(2);
	}

	/** What is read is told by what is returned, at once or later. */
	private static String reading(ResolvableType returned) {
		for (ResolvableType type : List.of(returned, returned.getGeneric(0))) {
			Class<?> container = type.resolve(Object.class);
			if (container == Optional.class) {
				return "afirst";
			}
			if (PAGES.contains(container.getSimpleName())) {
				return "apage";
			}
			if (Iterable.class.isAssignableFrom(container) || STREAMS.contains(container.getSimpleName())) {
				return "alist";
			}
		}
		return "aget";
	}

}
