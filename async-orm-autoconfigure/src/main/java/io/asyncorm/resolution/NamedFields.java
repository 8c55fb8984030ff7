package io.asyncorm.resolution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Step;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;

/**
 * The fields that a write has named so far, of which none may be named twice: Python
 * refuses a keyword argument that is repeated, and the last value would win here without
 * a word.
 */
final class NamedFields {

	private final Map<ModelField, List<Step>> named;

	NamedFields(int expected) {
		this.named = HashMap.newHashMap(expected);
	}

	/**
	 * Checks that no two changes are for one field.
	 * @param field tells which one a change is for
	 */
	static List<ExpressionAccess.Change> requireDifferent(List<ExpressionAccess.Change> changes,
			Function<ExpressionAccess.Change, ModelField> field) {
		if (changes.size() > 1) {
			NamedFields named = new NamedFields(changes.size());
			changes.forEach((change) -> named.add(field.apply(change), change.path()));
		}
		return changes;
	}

	/**
	 * Adds a field.
	 * @param path how it is spelled
	 * @throws FieldException if it was named before, in whatever spelling
	 */
	void add(ModelField field, List<Step> path) {
		List<Step> before = this.named.putIfAbsent(field, path);
		if (before == null) {
			return;
		}
		String first = FieldPath.quoted(before);
		String second = FieldPath.quoted(path);
		throw new FieldException("'%s' is given two values%s: leave one of them out".formatted(field,
				first.equals(second) ? "" : ", as '" + first + "' and as '" + second + "'"));
	}

}
