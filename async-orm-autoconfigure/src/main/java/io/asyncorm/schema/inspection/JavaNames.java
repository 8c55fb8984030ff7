package io.asyncorm.schema.inspection;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes names of Java of those that a database has.
 */
final class JavaNames {

	/** Also what no component of a record may be called. */
	private static final Set<String> RESERVED = Set.of("abstract", "assert", "boolean", "break", "byte", "case",
			"catch", "char", "class", "clone", "const", "continue", "default", "do", "double", "else", "enum",
			"extends", "false", "final", "finalize", "finally", "float", "for", "getClass", "goto", "hashCode", "if",
			"implements", "import", "instanceof", "int", "interface", "long", "native", "new", "notify", "notifyAll",
			"null", "package", "pk", "private", "protected", "public", "return", "short", "static", "strictfp", "super",
			"switch", "synchronized", "this", "throw", "throws", "toString", "transient", "true", "try", "void",
			"volatile", "wait", "while");

	private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{Nd}]+");

	/** What ends in s, and is one. */
	private static final List<String> SINGULAR = List.of("ss", "us", "is", "news", "series", "species");

	private JavaNames() {
	}

	/**
	 * The name of a property: {@code FIRST_NAME}, {@code first_name} and
	 * {@code First Name} are {@code firstName}.
	 */
	static String property(String name) {
		StringBuilder property = new StringBuilder();
		for (String word : NO_LETTER.split(name)) {
			if (!word.isEmpty()) {
				String plain = word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
				property.append(property.isEmpty() ? decapitalize(plain) : capitalize(plain));
			}
		}
		if (property.isEmpty() || !Character.isJavaIdentifierStart(property.charAt(0))) {
			property.insert(0, "column");
		}
		return RESERVED.contains(property.toString()) ? property + "Field" : property.toString();
	}

	/** The name of a model: {@code order_lines} is {@code OrderLine}. */
	static String model(String table) {
		String property = property(table);
		String plain = property.endsWith("Field") && RESERVED.contains(property.substring(0, property.length() - 5))
				? property.substring(0, property.length() - 5) : property;
		String name = singular(capitalize(plain.startsWith("column") && !startsWithLetter(table)
				? "Table" + plain.substring("column".length()) : plain));
		return isOfJava(name) ? name + "Model" : name;
	}

	private static boolean startsWithLetter(String name) {
		return name.codePoints().filter(Character::isLetterOrDigit).limit(1).anyMatch(Character::isLetter);
	}

	/** Who writes a text would mean the model. */
	private static boolean isOfJava(String name) {
		return ClassLoader.getPlatformClassLoader().getResource("java/lang/" + name + ".class") != null;
	}

	/** The name of the repository of a model: {@code OrderLines}. */
	static String repository(String model) {
		String plural = plural(model);
		return plural.equals(model) ? model + "Repository" : plural;
	}

	private static String singular(String word) {
		String small = word.toLowerCase(Locale.ROOT);
		if (!small.endsWith("s") || word.length() < 3 || SINGULAR.stream().anyMatch(small::endsWith)) {
			return word;
		}
		if (small.endsWith("ies") && word.length() > 4) {
			return word.substring(0, word.length() - 3) + "y";
		}
		boolean es = small.endsWith("sses") || small.endsWith("shes") || small.endsWith("ches")
				|| small.endsWith("xes");
		return word.substring(0, word.length() - (es ? 2 : 1));
	}

	private static String plural(String word) {
		if (word.matches("(?i).*[^aeiou]y")) {
			return word.substring(0, word.length() - 1) + "ies";
		}
		if (word.matches("(?i).*(news|series|species)")) {
			return word;
		}
		return word + (word.matches("(?i).*(s|x|sh|ch)") ? "es" : "s");
	}

	/**
	 * A name that is none of those that are taken, whatever their case: numbered, if it
	 * is.
	 */
	static String free(String name, Collection<String> taken) {
		String free = name;
		for (int i = 2; isTaken(free, taken); i++) {
			free = name + i;
		}
		return free;
	}

	private static boolean isTaken(String name, Collection<String> taken) {
		return taken.stream().anyMatch(name::equalsIgnoreCase);
	}

	static String capitalize(String word) {
		return Character.toUpperCase(word.charAt(0)) + word.substring(1);
	}

	static String decapitalize(String word) {
		return Character.toLowerCase(word.charAt(0)) + word.substring(1);
	}

	/** A text as a literal. */
	static String literal(String text) {
		StringBuilder literal = new StringBuilder("\"");
		text.chars().forEach((c) -> {
			switch (c) {
				case '"' -> literal.append("\\\"");
				case '\\' -> literal.append("\\\\");
				case '\n' -> literal.append("\\n");
				case '\r' -> literal.append("\\r");
				case '\t' -> literal.append("\\t");
				default -> literal.append(Character.isISOControl(c) ? "\\u%04x".formatted(c) : (char) c);
			}
		});
		return literal.append('"').toString();
	}

	/** A text as a part of a comment in one line. */
	static String comment(String text) {
		return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").replace("\\u", "\\ u").strip();
	}

}
