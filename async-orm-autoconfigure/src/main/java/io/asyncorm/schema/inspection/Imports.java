package io.asyncorm.schema.inspection;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The types that a source names, by their simple names unless a type of its own package
 * is called so. Not thread-safe.
 */
final class Imports {

	private final Set<String> ofPackage;

	private final Map<String, String> bySimpleName = new TreeMap<>();

	/**
	 * @param ofPackage the simple names of the types of its package
	 */
	Imports(Collection<String> ofPackage) {
		this.ofPackage = Set.copyOf(ofPackage);
	}

	/** What the source calls a type. */
	String use(String type) {
		int dot = type.lastIndexOf('.');
		String simple = type.substring(dot + 1);
		if (dot < 0 || this.ofPackage.contains(simple)) {
			return type;
		}
		return this.bySimpleName.computeIfAbsent(simple, (name) -> type).equals(type) ? simple : type;
	}

	/** The imports, in their order: those of Java first. */
	String text() {
		StringBuilder java = new StringBuilder();
		StringBuilder others = new StringBuilder();
		this.bySimpleName.values().stream().sorted().forEach((type) -> {
			if (!type.startsWith("java.lang.")) {
				(type.startsWith("java.") ? java : others).append("import ").append(type).append(";\n");
			}
		});
		return java + (java.isEmpty() || others.isEmpty() ? "" : "\n") + others + "\n";
	}

}
