package io.asyncorm.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * Takes values of several columns apart, as those of a composite key are: each column is
 * an expression of its own.
 *
 * @since 0.1.0
 */
public final class CompositeColumns {

	private CompositeColumns() {
	}

	/** Whether a value has several columns. */
	public static boolean isComposite(Expression expression) {
		return find(expression) != null;
	}

	/** The columns of a value; the value itself if it has one. */
	public static List<Expression> of(Expression expression) {
		List<Expression> columns = find(expression);
		return (columns != null) ? columns : List.of(expression);
	}

	/** The field of several columns that a value is; null if it is none. */
	public static @Nullable ModelField field(Expression expression) {
		return switch (expression) {
			case Expression.Column column -> column.field().isComposite() ? column.field() : null;
			case Expression.Outer outer -> field(outer.operand());
			case Expression.Annotation annotation -> field(annotation.value());
			default -> null;
		};
	}

	/** Puts the value of a field, of a composite one that of each of its columns. */
	public static void put(Map<ModelField, Expression> values, ModelField field, Expression value) {
		if (!field.isComposite()) {
			values.put(field, value);
			return;
		}
		Object constant = (value instanceof Expression.Value known) ? known.value() : null;
		List<Expression> computed = of(value);
		for (int i = 0; i < field.columns().size(); i++) {
			ModelField column = field.columns().get(i);
			boolean shared = field.parts().isShared(column);
			if (value instanceof Expression.Value) {
				Object each = (constant instanceof CompositeKey key) ? key.values().get(i) : null;
				if (!shared || each != null) {
					put(values, field, column, Expression.Value.of(each, column.type()));
				}
			}
			else if (computed.size() == field.columns().size()) {
				if (!shared) {
					values.put(column, computed.get(i));
				}
			}
			else {
				throw new FieldException("'" + field + "' has several columns, which one expression cannot compute:"
						+ " set each of " + field.columns().stream().map(ModelField::name).toList());
			}
		}
	}

	/** The changes that write a constant to each column of a composite field. */
	static List<Operation.Change> changes(ModelField field, Expression.Value value) {
		Map<ModelField, Expression> columns = new LinkedHashMap<>();
		put(columns, field, value);
		return columns.entrySet()
			.stream()
			.map((column) -> new Operation.Change(column.getKey(), column.getValue()))
			.toList();
	}

	/** Refuses two tenants of one row. */
	private static void put(Map<ModelField, Expression> values, ModelField field, ModelField column,
			Expression.Value value) {
		Expression other = values.put(column, value);
		if (field.parts().isShared(column) && other instanceof Expression.Value known && known.value() != null
				&& !column.comparable(known.value()).equals(column.comparable(Objects.requireNonNull(value.value())))) {
			throw new InvalidValueException("'" + field + "' refers to an object of another " + column.name() + ": "
					+ value.value() + ", not " + known.value() + ". Both share one column, so give the key of one that"
					+ " belongs to " + known.value());
		}
	}

	private static @Nullable List<Expression> find(Expression expression) {
		return switch (expression) {
			case Expression.Column column when column.field().isComposite() -> column.field()
				.columns()
				.stream()
				.<Expression>map((ModelField field) -> new Expression.Column(column.hops(), field, column.scope()))
				.toList();
			case Expression.Outer outer -> {
				List<Expression> columns = find(outer.operand());
				yield (columns != null) ? columns.stream().<Expression>map(Expression.Outer::new).toList() : null;
			}
			case Expression.Annotation annotation -> find(annotation.value());
			case Expression.Tuple tuple -> tuple.items();
			default -> null;
		};
	}

}
