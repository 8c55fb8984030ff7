package io.asyncorm.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Identity;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.CatalogTable.Part;
import org.jspecify.annotations.Nullable;

/**
 * Reads what SHOW CREATE TABLE says, which has a line for each column, key and check, in
 * the words of {@link MariaDbTables}. Not thread-safe.
 */
final class MariaDbTableText {

	private static final Pattern NAME = Pattern.compile("CREATE (?:TEMPORARY )?TABLE ([`\"])((?:(?!\\1).|\\1\\1)+)\\1");

	private static final Pattern COLLATION = Pattern.compile("DEFAULT CHARSET=(\\w+)(?: COLLATE=(\\w+))?");

	private static final Set<String> SIGNS = Set.of("unsigned", "zerofill");

	private static final Set<String> TEXTS = Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext",
			"enum", "set");

	private final List<Column> columns = new ArrayList<>();

	private final List<Constraint> constraints = new ArrayList<>();

	private final List<Index> indexes = new ArrayList<>();

	private final String name;

	/** That of texts that have no other. */
	private final String collation;

	private MariaDbTableText(String text) {
		Matcher found = NAME.matcher(text);
		this.name = found.find() ? unquoted(found.group(1) + found.group(2) + found.group(1)) : "";
		Matcher last = COLLATION.matcher(text.substring(text.lastIndexOf('\n') + 1));
		this.collation = last.find() ? clause(last.group(1), last.group(2)) : "";
		text.lines().filter((line) -> line.startsWith("  ")).forEach((line) -> {
			String part = line.strip();
			line(words(part.endsWith(",") ? part.substring(0, part.length() - 1) : part));
		});
	}

	static CatalogTable read(String text) {
		MariaDbTableText read = new MariaDbTableText(text);
		return new CatalogTable("", read.name, "", read.columns, read.constraints, read.indexes);
	}

	private void line(List<String> words) {
		switch (words.get(0)) {
			case "PRIMARY" -> this.constraints.add(new Constraint(Kind.PRIMARY_KEY, "PRIMARY",
					parts(words.get(2)).stream().map(Part::expression).toList(), "", null));
			case "UNIQUE" -> this.constraints.add(new Constraint(Kind.UNIQUE, unquoted(words.get(2)),
					parts(words.get(3)).stream().map(Part::expression).toList(), "", null));
			case "KEY" -> this.indexes.add(new Index(unquoted(words.get(1)), false, "btree", parts(words.get(2)), ""));
			case "FULLTEXT", "SPATIAL" -> this.indexes.add(new Index(unquoted(words.get(2)), false,
					words.get(0).toLowerCase(Locale.ROOT), parts(words.get(3)), ""));
			case "CONSTRAINT" -> {
				if (words.get(2).equals("CHECK")) {
					this.constraints
						.add(new Constraint(Kind.CHECK, unquoted(words.get(1)), List.of(), inner(words.get(3)), null));
				}
			}
			default -> column(words);
		}
	}

	private void column(List<String> words) {
		String name = unquoted(words.get(0));
		StringBuilder type = new StringBuilder(words.get(1));
		String characters = "";
		String check = null;
		boolean nullable = true;
		String value = null;
		Identity identity = Identity.NONE;
		String computed = null;
		for (int i = 2; i < words.size(); i++) {
			switch (words.get(i)) {
				case "CHARACTER" -> characters = clause(words.get(i + 2),
						(i + 4 < words.size() && words.get(i + 3).equals("COLLATE")) ? words.get(i + 4) : null);
				case "NOT" -> nullable = false;
				case "DEFAULT" -> value = words.get(i + 1).equals("NULL") ? null : words.get(i + 1);
				case "AUTO_INCREMENT" -> identity = Identity.BY_DEFAULT;
				case "AS" -> computed = inner(words.get(i + 1));
				case "CHECK" -> check = inner(words.get(i + 1));
				default -> {
					if (SIGNS.contains(words.get(i))) {
						type.append(' ').append(words.get(i));
					}
				}
			}
		}
		if (check != null && check.replaceAll("[`\"]", "").equals("json_valid(" + name + ")")) {
			type = new StringBuilder("json");
		}
		else if (TEXTS.contains(type.toString().replaceFirst("\\(.*", ""))) {
			type.append(characters.isEmpty() ? this.collation : characters);
		}
		if (check != null && !type.toString().equals("json")) {
			this.constraints.add(new Constraint(Kind.CHECK, name, List.of(), check, null));
		}
		this.columns.add(new Column(name, type.toString(), nullable, value, identity, computed, ""));
	}

	private static String clause(String characters, @Nullable String collation) {
		return " character set " + characters + ((collation != null) ? " collate " + collation : "");
	}

	/** Columns in parentheses. */
	private static List<Part> parts(String text) {
		List<Part> parts = new ArrayList<>();
		for (String part : split(inner(text), ',')) {
			List<String> words = words(part);
			parts.add(new Part(unquoted(words.get(0).replaceFirst("\\(\\d+\\)$", "")), true,
					words.contains("DESC") ? "desc" : ""));
		}
		return parts;
	}

	/** What parentheses are around. */
	private static String inner(String text) {
		return text.substring(1, text.length() - 1);
	}

	private static String unquoted(String name) {
		String quote = name.substring(0, 1);
		return inner(name).replace(quote + quote, quote);
	}

	private static List<String> words(String text) {
		return split(text, ' ');
	}

	/** Splits a text outside of quotes and parentheses. */
	private static List<String> split(String text, char separator) {
		List<String> parts = new ArrayList<>();
		int depth = 0;
		char quote = 0;
		int start = 0;
		for (int i = 0; i < text.length(); i++) {
			char each = text.charAt(i);
			if (quote != 0) {
				if (each == '\\' && quote == '\'') {
					i++;
				}
				else if (each == quote) {
					quote = 0;
				}
			}
			else if (each == '\'' || each == '"' || each == '`') {
				quote = each;
			}
			else if (each == '(') {
				depth++;
			}
			else if (each == ')') {
				depth--;
			}
			else if (each == separator && depth == 0) {
				parts.add(text.substring(start, i));
				start = i + 1;
			}
		}
		parts.add(text.substring(start));
		return parts;
	}

}
