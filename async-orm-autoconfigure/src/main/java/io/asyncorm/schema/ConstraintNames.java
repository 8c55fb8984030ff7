package io.asyncorm.schema;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.PartialKey;
import io.asyncorm.model.TableDetails.CheckRule;
import io.asyncorm.model.TableDetails.IndexRule;
import org.jspecify.annotations.Nullable;

/**
 * Names constraints and indexes as PostgreSQL does by default, such as
 * {@code book_title_key}. A name that is too long or taken ends in a hash. Not
 * thread-safe: one object serves one set of tables.
 *
 * @since 0.1.0
 */
public final class ConstraintNames {

	/** PostgreSQL cuts what is longer, silently. */
	private static final int MAXIMUM_BYTES = 63;

	private final Set<String> taken = new HashSet<>();

	/**
	 * Finds the unique key of a model by its name in the database: the name that this
	 * class gives it, or that of its first column, which some databases use.
	 */
	public static @Nullable List<ModelField> findUniqueKey(ModelMetadata<?> model, String name) {
		return model.uniqueKeys()
			.stream()
			.filter((key) -> new ConstraintNames().name(model, key, "key").equals(name)
					|| key.get(0).column().equals(name))
			.findFirst()
			.orElseGet(() -> findPartialKey(model, name));
	}

	private static @Nullable List<ModelField> findPartialKey(ModelMetadata<?> model, String name) {
		ConstraintNames names = new ConstraintNames();
		for (PartialKey key : model.partialKeys()) {
			if (names.name(model, key).equals(name)) {
				return key.fields();
			}
		}
		return null;
	}

	/** The name of the index of a partial key, such as {@code book_title_uniq}. */
	String name(ModelMetadata<?> model, PartialKey key) {
		return name(model, key.fields(), "uniq", " where " + key.condition());
	}

	/**
	 * The name of a check: the one that it has, one such as {@code book_pages_check}, or
	 * if no property has it, one of what it says, so that it is always the same.
	 */
	String name(ModelMetadata<?> model, CheckRule check) {
		ModelField field = check.field();
		if (!check.name().isEmpty()) {
			return given(check.name());
		}
		return (field != null) ? name(model, List.of(field), "check", " check " + check.condition())
				: hashed(model, "", model.table() + " check " + check.condition(), "check");
	}

	/**
	 * The name of an index: the one that it has, or one such as {@code book_title_idx}.
	 */
	String name(ModelMetadata<?> model, IndexRule index) {
		return !index.name().isEmpty() ? given(index.name())
				: name(model, index.fields(), "idx", " index " + parts(index) + index.condition() + index.method());
	}

	/** In words of the database, as the names of classes may change. */
	private static List<String> parts(IndexRule index) {
		return index.parts()
			.stream()
			.map((part) -> part.field().column() + (part.descending() ? " desc" : ""))
			.toList();
	}

	private String given(String name) {
		this.taken.add(name);
		return name;
	}

	/** Finds a check of a model by its name in the database. */
	public static @Nullable CheckRule findCheck(ModelMetadata<?> model, String name) {
		ConstraintNames names = new ConstraintNames();
		for (CheckRule check : model.tableDetails().checks()) {
			if (names.name(model, check).equals(name)) {
				return check;
			}
		}
		return null;
	}

	/** The name of a constraint or index, such as {@code book_title_key}. */
	String name(ModelMetadata<?> model, List<ModelField> fields, String suffix) {
		return name(model, fields, suffix, "");
	}

	private String name(ModelMetadata<?> model, List<ModelField> fields, String suffix, String condition) {
		String columns = fields.stream().map(ModelField::column).collect(Collectors.joining("_"));
		String plain = model.table() + "_" + columns + "_" + suffix;
		if (bytes(plain) <= MAXIMUM_BYTES && this.taken.add(plain)) {
			return plain;
		}
		String meaning = model.table() + "." + fields.stream().map(ModelField::column).collect(Collectors.joining("."))
				+ condition;
		return hashed(model, "_" + columns, meaning, suffix);
	}

	private String hashed(ModelMetadata<?> model, String columns, String meaning, String suffix) {
		String hashed = hashed(model.table() + columns, meaning, suffix);
		this.taken.add(hashed);
		return hashed;
	}

	private static String hashed(String whole, String meaning, String suffix) {
		String end = "_" + String.format("%08x", meaning.hashCode()) + "_" + suffix;
		String start = whole;
		while (bytes(start) + bytes(end) > MAXIMUM_BYTES) {
			start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
		}
		return start + end;
	}

	/** The name of a sequence of a column, such as {@code book_number_seq1}. */
	static String ofSequence(String table, String column, int number) {
		String suffix = "seq" + ((number > 0) ? number : "");
		String whole = table + "_" + column;
		String plain = whole + "_" + suffix;
		return (bytes(plain) <= MAXIMUM_BYTES) ? plain : hashed(whole, table + "." + column, suffix);
	}

	/** The name of a partition of a table, such as {@code book_p0}. */
	static String ofPartition(String table, int number) {
		String plain = table + "_p" + number;
		return (bytes(plain) <= MAXIMUM_BYTES) ? plain : hashed(table, table, "p" + number);
	}

	/**
	 * The name of what is kept when something else gets its name, such as
	 * {@code book_title_key_before}.
	 * @param taken what others are called
	 */
	static String before(String name, Set<String> taken) {
		String plain = name + "_before";
		String before = (bytes(plain) <= MAXIMUM_BYTES) ? plain : hashed(name, name, "before");
		return taken.contains(before) ? before(before, taken) : before;
	}

	private static int bytes(String name) {
		return name.getBytes(StandardCharsets.UTF_8).length;
	}

}
