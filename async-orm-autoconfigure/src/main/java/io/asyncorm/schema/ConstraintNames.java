package io.asyncorm.schema;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.PartialKey;
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
		String end = "_" + String.format("%08x", meaning.hashCode()) + "_" + suffix;
		String start = model.table() + "_" + columns;
		while (bytes(start) + bytes(end) > MAXIMUM_BYTES) {
			start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
		}
		String hashed = start + end;
		this.taken.add(hashed);
		return hashed;
	}

	private static int bytes(String name) {
		return name.getBytes(StandardCharsets.UTF_8).length;
	}

}
