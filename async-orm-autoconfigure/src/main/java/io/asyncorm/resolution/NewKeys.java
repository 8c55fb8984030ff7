package io.asyncorm.resolution;

import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * Takes composite keys of new rows apart, which may lack what the database or the library
 * makes: {@code new OrderKey(tenant, null)}.
 */
final class NewKeys {

	private NewKeys() {
	}

	/**
	 * Puts the columns of a key that a new row is given, without those that are missing.
	 * @return whether it is such a key, and no other value
	 */
	static boolean put(Map<ModelField, Expression> values, ModelField field, Expression given) {
		boolean made = field.isComposite() && field.primaryKey()
				&& field.columns().stream().anyMatch(CompositeKey::isMade);
		if (!made || !(given instanceof Expression.Value constant) || constant.value() == null
				|| constant.type() != null) {
			return false;
		}
		List<@Nullable Object> columns = CompositeKey.toColumns(field, constant.value());
		for (int i = 0; i < columns.size(); i++) {
			ModelField column = field.columns().get(i);
			if (columns.get(i) != null) {
				values.put(column, Expression.Value.of(columns.get(i), column.type()));
			}
		}
		return true;
	}

}
