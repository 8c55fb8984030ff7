package io.asyncorm.resolution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Step;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;

/**
 * The fields that a write has named so far, of which none may be named twice, nor a part
 * together with its whole: Python refuses a keyword argument that is repeated, and the
 * last value would win here without a word.
 */
final class NamedFields {

	/** By the fields of single columns. */
	private final Map<ModelField, Named> named;

	private final boolean byClient;

	NamedFields(int expected) {
		this(expected, false);
	}

	/**
	 * Fields that nobody has named yet.
	 * @param byClient whether a client names them, and not the program
	 */
	private NamedFields(int expected, boolean byClient) {
		this.named = HashMap.newHashMap(expected);
		this.byClient = byClient;
	}

	/**
	 * Checks that no two changes are for one field.
	 * @param field tells which one a change is for
	 */
	static List<ExpressionAccess.Change> requireDifferent(List<ExpressionAccess.Change> changes,
			Function<ExpressionAccess.Change, ModelField> field) {
		if (changes.size() > 1) {
			NamedFields named = new NamedFields(changes.size(),
					changes.stream().anyMatch(ExpressionAccess.Change::ofClient));
			changes.forEach((change) -> named.add(field.apply(change), change.path()));
		}
		return changes;
	}

	/**
	 * Adds a field.
	 * @param path how it is spelled
	 * @throws FieldException if it, or a part of it, was named before, in whatever
	 * spelling
	 */
	void add(ModelField field, List<Step> path) {
		for (ModelField column : field.parts().ownColumns()) {
			Named before = this.named.putIfAbsent(column, new Named(field, path));
			if (before != null) {
				throw twice((before.field() == field) ? field : column, before.path(), path);
			}
		}
	}

	private FieldException twice(ModelField field, List<Step> before, List<Step> path) {
		String first = FieldPath.quoted(before);
		String second = FieldPath.quoted(path);
		String message = "'%s' is given two values%s: leave one of them out".formatted(field,
				first.equals(second) ? "" : ", as '" + first + "' and as '" + second + "'");
		return this.byClient ? new InvalidValueException(message) : new FieldException(message);
	}

	/**
	 * What has named a column.
	 *
	 * @param field the field, of which the column may be a part
	 * @param path how it is spelled
	 */
	private record Named(ModelField field, List<Step> path) {
	}

}
