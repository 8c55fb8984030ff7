package io.asyncorm.compiler;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.FrameBounds;
import io.asyncorm.expression.JsonExpression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.expression.WindowFrame;
import io.asyncorm.lookup.Aggregation;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.ColumnBinding;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Compiles resolved expressions to SQL: values with {@link #expression}, conditions with
 * {@link #condition}. One object serves one select, whose joins it refers to.
 */
final class ExpressionCompiler {

	private final JoinPlan joins;

	private final Aliases aliases;

	private final @Nullable ExpressionCompiler outer;

	private final ConditionCompiler conditions;

	/**
	 * @param outer compiles {@code outerRef(...)}, which refers to the select around this
	 * one; null if there is none
	 */
	ExpressionCompiler(JoinPlan joins, Aliases aliases, @Nullable ExpressionCompiler outer) {
		this.joins = joins;
		this.aliases = aliases;
		this.outer = outer;
		this.conditions = new ConditionCompiler(this, joins);
	}

	SqlExpression expression(Expression expression) {
		return switch (expression) {
			case Expression.Column column -> {
				requireSingle(column);
				yield StoredFields.read(column.field(), this.joins.column(column));
			}
			case Expression.Annotation annotation -> expression(annotation.value());
			case Expression.Slot slot -> StoredFields.parameter(slot, null);
			case Expression.Position position -> new SqlExpression.OutputPosition(position.position());
			case Expression.Derived derived -> new SqlExpression.Column(SelectCompiler.DERIVED, derived.alias());
			case Expression.Arithmetic arithmetic -> Conversions.compute(arithmetic.operator().operator(), arithmetic,
					expression(arithmetic.left()), expression(arithmetic.right()));
			case Expression.Aggregate aggregate -> aggregate(aggregate);
			case Expression.Subquery subquery -> new SqlExpression.Subquery(subquery((QueryState) subquery.query()));
			case Expression.Outer reference -> outer(reference);
			case Expression.Func func -> func.function().toSql(arguments(func));
			case Expression.OrElse orElse -> new SqlExpression.Call("COALESCE", expression(orElse.value()),
					beside(orElse.otherwise(), StoredFields.find(orElse.value())));
			case TemporalExpression.Extract extract -> DateParts.extract(extract, expression(extract.operand()));
			case TemporalExpression.Truncate truncate ->
				DateParts.truncate(truncate.part(), expression(truncate.operand()));
			case JsonExpression.JsonNull jsonNull -> new SqlExpression.StandardCall(SqlFunction.JSON_NULL);
			case Expression.RawSql raw -> new SqlExpression.Raw(raw.pieces(), expressions(raw.operands()));
			case Expression.Case choice -> typedChoice(choice);
			case Expression.Cast cast -> cast(cast);
			case Expression.Typed typed ->
				(typed.operand() instanceof Expression.Case choice) ? choice(choice) : expression(typed.operand());
			case Expression.Collate collate ->
				new SqlExpression.Collate(expression(collate.operand()), collate.collation());
			case TemporalExpression.AtZone atZone -> new SqlExpression.AtTimeZone(expression(atZone.operand()),
					atZone.zone(), ExpressionTypes.typeOf(atZone) == LocalDateTime.class);
			case JsonExpression.JsonPath json ->
				new SqlExpression.JsonPath(expression(json.operand()), json.keys(), json.text());
			case JsonExpression.JsonObject json -> new SqlExpression.JsonObject(json.keys(),
					Conversions.toDocument(json.values(), expressions(json.values())));
			case Expression.Window window -> window(window);
			case Expression.Xor xor -> condition(xor, false);
			case Expression.Test test -> condition(test, false);
			case Expression.IsNull isNull -> condition(isNull, false);
			case Expression.And and -> condition(and, false);
			case Expression.Or or -> condition(or, false);
			case Expression.Not not -> condition(not, false);
			case Expression.Exists exists -> condition(exists, false);
			case Expression.Reference unresolved -> throw unresolved(unresolved);
			case Expression.NamedFunc unresolved -> throw unresolved(unresolved);
			case Expression.Keyword unresolved -> throw unresolved(unresolved);
			case Expression.Compared unresolved -> throw unresolved(unresolved);
			case Expression.Value value -> throw unresolved(value);
			case Expression.Items items -> throw unresolved(items);
			case Expression.Tuple tuple -> new SqlExpression.Row(expressions(tuple.items()));
		};
	}

	/**
	 * @param negated whether an odd number of negations stands around it
	 */
	SqlCondition condition(Expression condition, boolean negated) {
		return this.conditions.compile(condition, negated);
	}

	/** A value that stands beside the values of a field, and so is of their type. */
	SqlExpression beside(Expression value, @Nullable ModelField field) {
		ColumnBinding binding = StoredFields.beside(value, field);
		if (value instanceof Expression.Slot slot) {
			return StoredFields.parameter(slot, binding);
		}
		return (binding != null && binding.cast() != null)
				? new SqlExpression.CastToOwn(expression(value), binding.cast()) : expression(value);
	}

	/** A term of ORDER BY, whose value has been compiled. */
	static SqlQuery.Order order(SqlExpression value, SortTerm sort) {
		Boolean nullsFirst = sort.nullsFirst();
		SqlQuery.Nulls nulls = isNeverNull(sort.value()) ? SqlQuery.Nulls.NONE : SqlQuery.Nulls.DEFAULT;
		if (nullsFirst != null) {
			nulls = nullsFirst ? SqlQuery.Nulls.FIRST : SqlQuery.Nulls.LAST;
		}
		SqlExpression sorted = EnumOrder.sorted(sort.value(), Conversions.toSort(sort.value(), value));
		return new SqlQuery.Order(sorted, sort.descending(), nulls);
	}

	/** A column of the query set's own model is there in each row. */
	private static boolean isNeverNull(Expression value) {
		return value instanceof Expression.Column column && column.hops().isEmpty() && !column.field().nullable();
	}

	private List<DatabaseFunction.Argument> arguments(Expression.Func func) {
		ModelField field = StoredFields.findAmong(func);
		return func.arguments()
			.stream()
			.map((argument) -> new DatabaseFunction.Argument(beside(argument, field),
					ExpressionTypes.findType(argument)))
			.toList();
	}

	private List<SqlExpression> expressions(List<Expression> expressions) {
		return expressions.stream().map(this::expression).toList();
	}

	private SqlExpression cast(Expression.Cast cast) {
		SqlType type = ColumnType.sqlType(cast.type());
		return new SqlExpression.Cast(Conversions.to(type, cast.operand(), expression(cast.operand())), type,
				cast.size(), cast.scale());
	}

	/**
	 * As in Django, a CASE that is used anywhere must have a type that can be inferred.
	 */
	private SqlExpression typedChoice(Expression.Case choice) {
		ExpressionTypes.typeOf(choice);
		return choice(choice);
	}

	private SqlExpression choice(Expression.Case choice) {
		ModelField field = StoredFields.find(choice);
		return new SqlExpression.Case(choice.branches()
			.stream()
			.map((when) -> new SqlExpression.Branch(condition(when.condition(), false), beside(when.value(), field)))
			.toList(), beside(choice.otherwise(), field));
	}

	private SqlExpression window(Expression.Window window) {
		FrameBounds frame = window.frame();
		return new SqlExpression.Window(expression(window.function()),
				expressions(
						window.partition().stream().flatMap((value) -> CompositeColumns.of(value).stream()).toList()),
				orders(window.order()), (frame != null) ? frame(frame) : null);
	}

	private static SqlExpression.Frame frame(FrameBounds frame) {
		WindowFrame.Exclusion exclusion = frame.exclusion();
		return new SqlExpression.Frame(frame.rows(), frame.start(), frame.end(),
				(exclusion != null) ? SqlExpression.Exclusion.valueOf(exclusion.name()) : null);
	}

	private List<SqlQuery.Order> orders(List<SortTerm> order) {
		return order.stream()
			.flatMap((sort) -> CompositeColumns.of(sort.value())
				.stream()
				.map((column) -> order(expression(column), sort)))
			.toList();
	}

	/** Whether a value of several columns can be missing. */
	boolean isNullable(Expression operand) {
		return operand instanceof Expression.Column column && this.joins.isNullable(column);
	}

	/** A column as it stands in its table. */
	SqlExpression column(Expression column) {
		return (column instanceof Expression.Column own) ? this.joins.column(own) : expression(column);
	}

	private static void requireSingle(Expression.Column column) {
		if (column.field().isComposite()) {
			throw new FieldException("'" + column.field() + "' has several columns and is no single value: name one of "
					+ column.field().columns().stream().map(ModelField::name).collect(Collectors.joining(", ")));
		}
	}

	private SqlExpression aggregate(Expression.Aggregate aggregate) {
		Expression operand = aggregate.operand();
		Expression filter = aggregate.filter();
		if (operand != null && aggregate.function() == Aggregation.COUNT && CompositeColumns.isComposite(operand)) {
			return count(aggregate, CompositeColumns.of(operand), filter);
		}
		Expression delimiter = aggregate.delimiter();
		SqlExpression argument = (operand != null)
				? Conversions.toAggregate(aggregate.function(), operand, expression(operand))
				: new SqlExpression.Star();
		SqlExpression.Aggregate sql = new SqlExpression.Aggregate(aggregate.function().function(),
				(delimiter != null) ? List.of(argument, expression(delimiter)) : List.of(argument),
				aggregate.distinct(), (filter != null) ? condition(filter, false) : null, orders(aggregate.order()));
		return EnumOrder.extreme(aggregate, sql);
	}

	/**
	 * As in Django, the first column of a key stands for all of them, since none is
	 * missing alone; different ones are different rows of values.
	 */
	private SqlExpression count(Expression.Aggregate aggregate, List<Expression> columns, @Nullable Expression filter) {
		SqlExpression first = expression(columns.get(0));
		SqlCondition only = (filter != null) ? condition(filter, false) : null;
		if (!aggregate.distinct()) {
			return new SqlExpression.Aggregate(aggregate.function().function(), List.of(first), false, only);
		}
		SqlCondition known = new SqlCondition.IsNull(first, true);
		return new SqlExpression.Aggregate(aggregate.function().function(),
				List.of(new SqlExpression.Row(expressions(columns))), true,
				(only != null) ? new SqlCondition.And(List.of(only, known)) : known);
	}

	SqlQuery subquery(QueryState state) {
		return SelectCompiler.compileSubquery(state, this.aliases, this);
	}

	private SqlExpression outer(Expression.Outer reference) {
		if (this.outer == null) {
			throw new InvalidDataAccessApiUsageException("outerRef(...) refers to the query set around the one that it"
					+ " stands in: use this one in subquery(...), exists(...) or as the values of a lookup");
		}
		return this.outer.expression(reference.operand());
	}

	private static IllegalStateException unresolved(Expression expression) {
		return new IllegalStateException("Not fit to be compiled: " + expression.getClass().getSimpleName());
	}

}
