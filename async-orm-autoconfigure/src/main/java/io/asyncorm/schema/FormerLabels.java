package io.asyncorm.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.asyncorm.dialect.CatalogTable;

/**
 * Says expressions in the values that enums of the database have before these are
 * renamed: so nothing needs to be renamed to try expressions out, which only the owner of
 * an enum may do. A text that nothing is called any more stands for itself under another
 * name, so that each way there is a way back. Not thread-safe.
 */
final class FormerLabels {

	private static final String GONE = " (before)";

	/** The former values by the new ones, by the types that they are of. */
	private final Map<String, Map<String, String>> former = new LinkedHashMap<>();

	/**
	 * Takes what is renamed.
	 * @param type the enum, as DDL names it
	 * @param renames the new values by the former ones
	 */
	void add(String type, Map<String, String> renames) {
		Map<String, String> all = this.former.computeIfAbsent(type, (key) -> new LinkedHashMap<>());
		renames.forEach((before, now) -> all.put(now, before));
		renames.keySet().forEach((before) -> all.putIfAbsent(before, before + GONE));
	}

	/**
	 * Takes what columns are of.
	 * @param type an enum
	 * @param column the type of a column that has its values, such as a domain
	 */
	void add(String type, String column) {
		Map<String, String> labels = this.former.get(type);
		if (labels != null) {
			this.former.put(column.replace("[]", ""), labels);
		}
	}

	/** A table as it can be made before anything is renamed. */
	CatalogTable before(CatalogTable table) {
		return CatalogRenames.expressions(table, (type, text) -> EnumLiterals.replace(text, of(table, type, text)));
	}

	/** What the database tells of such a table once all is renamed. */
	CatalogTable after(CatalogTable table) {
		return CatalogRenames.expressions(table,
				(type, text) -> EnumLiterals.replace(text, inverse(of(table, type, text))));
	}

	/** Statements about one table as they can be executed before anything is renamed. */
	List<String> before(List<String> statements) {
		Map<String, String> all = new HashMap<>();
		this.former.forEach((type, labels) -> {
			if (statements.stream().anyMatch((statement) -> names(statement, type))) {
				all.putAll(labels);
			}
		});
		return statements.stream().map((statement) -> EnumLiterals.replace(statement, all)).toList();
	}

	/**
	 * What an expression may be about: the columns that it mentions and the types that it
	 * names.
	 * @param own the type that the expression itself is of; empty if it is a condition
	 */
	private Map<String, String> of(CatalogTable table, String own, String expression) {
		Map<String, String> all = new HashMap<>();
		this.former.forEach((type, labels) -> {
			if (names(own, type) || names(expression, type) || table.columns()
				.stream()
				.anyMatch((column) -> names(column.type(), type) && LostParts.mentions(expression, column.name()))) {
				all.putAll(labels);
			}
		});
		return all;
	}

	private static boolean names(String sql, String type) {
		return Pattern.compile("(?<![\\w.\"])" + Pattern.quote(type) + "(?![\\w\"])").matcher(sql).find();
	}

	private static Map<String, String> inverse(Map<String, String> labels) {
		Map<String, String> inverse = new HashMap<>();
		labels.forEach((now, before) -> inverse.put(before, now));
		return inverse;
	}

}
