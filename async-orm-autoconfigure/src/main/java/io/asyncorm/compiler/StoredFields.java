package io.asyncorm.compiler;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.ArrayPart;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.ColumnBinding;
import io.asyncorm.sql.ReturnedColumn;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.StoredColumn;
import org.jspecify.annotations.Nullable;

/**
 * Binds values as the columns say that they are compared with or stored in: the database
 * may have them as types of its own, whose equality is theirs.
 *
 * @since 0.1.0
 */
public final class StoredFields {

	private StoredFields() {
	}

	/** A value that is written to the column of a field. */
	public static SqlExpression.Parameter written(ModelField field, Expression.Slot slot) {
		return written(field, slot.index());
	}

	/** The value of a slot that is written to the column of a field, or is one of its. */
	public static SqlExpression.Parameter written(ModelField field, int slot) {
		ColumnBinding binding = binding(field);
		SqlType type = field.json() ? SqlType.JSON : ColumnType.sqlType(field.type());
		if (binding == null && type == SqlType.DURATION) {
			return new SqlExpression.Parameter(slot, type, ColumnBinding.of(type));
		}
		return (binding != null) ? new SqlExpression.Parameter(slot, binding.type(), binding)
				: new SqlExpression.Parameter(slot, type);
	}

	/** Values that are written to the column of a field, or compared with it. */
	public static SqlExpression.ArrayParameter writtenArray(ModelField field, Expression.Slot slot) {
		SqlExpression.Parameter value = written(field, slot);
		return new SqlExpression.ArrayParameter(value.slot(), value.type(), value.column());
	}

	/**
	 * A value that is compared. A null without a type cannot be bound: it is written as
	 * NULL.
	 * @param binding how it is bound; null if as any other of its type
	 */
	static SqlExpression parameter(Expression.Slot slot, @Nullable ColumnBinding binding) {
		if (slot.type() == Void.class) {
			return new SqlExpression.Null();
		}
		SqlType type = (binding != null) ? binding.type() : ColumnType.sqlType(slot.type());
		return slot.array() ? new SqlExpression.ArrayParameter(slot.index(), type, binding)
				: new SqlExpression.Parameter(slot.index(), type, binding);
	}

	/** A computed value that is written to the column of a field. */
	public static SqlExpression written(ModelField field, Expression value, SqlExpression sql) {
		ColumnBinding binding = binding(field);
		if (binding == null) {
			return sql;
		}
		SqlExpression stored = (binding.zone() != null) ? inZone(sql, binding, binding.zone()) : sql;
		boolean alike = find(value) == field && !isConverted(binding);
		return (binding.cast() != null && !alike) ? new SqlExpression.CastToOwn(stored, binding.cast()) : stored;
	}

	/** A day begins at midnight there, and not where the session is. */
	private static SqlExpression inZone(SqlExpression value, ColumnBinding binding, ZoneId zone) {
		SqlExpression time = (binding.readAs() == SqlType.DATE) ? new SqlExpression.Cast(value, SqlType.DATE_TIME)
				: value;
		return new SqlExpression.AtTimeZone(time, zone.getId(), binding.type() != SqlType.INSTANT);
	}

	/**
	 * A column that is read as a property: its number, where it would come as text, and
	 * its text, where it would come as something else. (PostgreSQL's driver gets arrays,
	 * points and numbers in binary form from a few executions on, and makes other texts
	 * of these than the server does.)
	 * @param distinguished whether it is asked whether two rows are the same
	 */
	static SqlExpression selected(ModelField field, SqlExpression column, boolean distinguished) {
		ColumnBinding binding = binding(field);
		if (binding == null || binding.readAs() == null) {
			return column;
		}
		boolean document = !binding.comparable()
				&& (binding.readAs() == SqlType.JSON || binding.readAs() == SqlType.TEXT);
		boolean otherwise = binding.cast() != null
				&& (binding.readAs() == SqlType.DECIMAL || binding.readAs() == SqlType.TEXT);
		return (otherwise || distinguished && document) ? read(field, column) : column;
	}

	/**
	 * A column that a write returns: its text, where it would come as something else.
	 */
	public static ReturnedColumn returned(ModelField field) {
		ColumnBinding binding = binding(field);
		boolean otherwise = binding != null && binding.cast() != null && binding.readAs() == SqlType.TEXT;
		return new ReturnedColumn(field.column(), otherwise ? SqlType.TEXT : null);
	}

	/** A column as a value of its property's type. */
	public static SqlExpression read(ModelField field, SqlExpression column) {
		ColumnBinding binding = binding(field);
		if (binding == null) {
			return column;
		}
		SqlExpression value = (binding.zone() != null)
				? new SqlExpression.AtTimeZone(column, binding.zone().getId(), binding.type() == SqlType.INSTANT)
				: column;
		return (binding.readAs() != null) ? new SqlExpression.Cast(value, binding.readAs()) : value;
	}

	/** How values of a field are bound; null if as any others of their type. */
	static @Nullable ColumnBinding binding(@Nullable ModelField field) {
		StoredColumn stored = (field != null) ? field.stored() : null;
		return (stored != null && stored.isSpecial()) ? stored.binding() : null;
	}

	/**
	 * How the values of a test are bound that compares a column with no more than these:
	 * the column then stands for itself, so that its index can be used. Null if they are
	 * compared with a value that is read of the column.
	 */
	static @Nullable ColumnBinding ofColumn(Expression.Test test) {
		boolean bound = test.value() instanceof Expression.Slot || test.value() instanceof Expression.Items items
				&& items.items().stream().allMatch((item) -> item instanceof Expression.Slot);
		if (!bound || !(test.operand() instanceof Expression.Column column) || isOfOthers(test.lookup())) {
			return null;
		}
		ColumnBinding binding = binding(column.field());
		return (binding != null && binding.comparable()) ? binding : null;
	}

	/** Whether a lookup compares with values of another type than the column's. */
	static boolean isOfOthers(Lookup lookup) {
		return lookup.readsText() || lookup.fields() == Lookup.Fields.DOCUMENTS
				|| lookup.fields() == Lookup.Fields.VECTORS;
	}

	/**
	 * How the text is bound that a text is searched for; null if the text is searched as
	 * any other one. Where a column ignores case, so do searches in it.
	 */
	static @Nullable ColumnBinding searched(Expression.Test test) {
		ColumnBinding binding = test.lookup().readsText() ? binding(find(test.operand())) : null;
		return (binding != null && binding.equality().ignoresCase() && !isConverted(binding)) ? binding : null;
	}

	/** A regular expression says by itself whether case counts. */
	static SqlCondition searching(Expression.Test test, SqlCondition condition) {
		return (condition instanceof SqlCondition.Regex regex && searched(test) != null)
				? new SqlCondition.Regex(regex.operand(), regex.pattern(), true) : condition;
	}

	/** Whether a text comes back with blanks up to the length of its column. */
	static boolean isPadded(Expression value) {
		ColumnBinding binding = binding(find(value));
		return binding != null && binding.padded();
	}

	/**
	 * The constants of an enum in the order of the column, where the database would
	 * compare them as texts; empty if it need not be told.
	 */
	static List<String> order(Expression value) {
		ColumnBinding binding = binding(find(value));
		return (binding != null) ? binding.labels() : List.of();
	}

	/**
	 * How a value is bound that stands beside the values of a field, as in COALESCE; null
	 * if as any other of its type.
	 */
	static @Nullable ColumnBinding beside(Expression value, @Nullable ModelField field) {
		ColumnBinding binding = binding(field);
		if (field == null || binding == null || isConverted(binding) || find(value) != null) {
			return null;
		}
		return (!(value instanceof Expression.Slot slot) || slot.type() == field.type()) ? binding : null;
	}

	/** Whether a value of the property differs from what the column holds. */
	private static boolean isConverted(ColumnBinding binding) {
		return binding.readAs() != null || binding.zone() != null;
	}

	/** The field whose values an expression has; null if there is none. */
	static @Nullable ModelField find(Expression expression) {
		return switch (expression) {
			case Expression.Column column -> column.field();
			case Expression.Annotation annotation -> find(annotation.value());
			case Expression.OrElse orElse -> find(orElse.value());
			case Expression.Outer outer -> find(outer.operand());
			case Expression.Window window -> find(window.function());
			case Expression.Typed typed -> find(typed.operand());
			case Expression.Subquery subquery when ((QueryState) subquery.query())
				.selection() instanceof QueryState.Columns selected && selected.columns().size() == 1 ->
				find(selected.columns().get(0).value());
			case Expression.Aggregate aggregate when aggregate.operand() != null
					&& aggregate.function().returnsValue() ->
				find(aggregate.operand());
			case Expression.Func func -> findAmong(func);
			case Expression.Case choice -> findAmong(ExpressionTypes.alternatives(choice));
			default -> null;
		};
	}

	/** The field whose values a function takes or leaves; null if it makes others. */
	static @Nullable ModelField findAmong(Expression.Func func) {
		boolean kept = func.function().uniform() || func.function().ofWindow()
				|| func.function() instanceof ArrayPart.Slice;
		return kept ? findAmong(func.arguments()) : null;
	}

	/** The field whose values alternatives are, which may be constants too. */
	static @Nullable ModelField findAmong(List<Expression> alternatives) {
		return alternatives.stream().map(StoredFields::find).filter(Objects::nonNull).findFirst().orElse(null);
	}

}
