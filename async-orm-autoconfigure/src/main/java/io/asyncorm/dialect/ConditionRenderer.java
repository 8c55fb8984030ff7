package io.asyncorm.dialect;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Renders conditions: comparisons, pattern matches, IN, EXISTS, AND, OR and NOT.
 */
final class ConditionRenderer {

	private final SqlText out;

	private final Spelling spelling;

	private final ExpressionRenderer expressions;

	private final TemplateRenderer operands;

	private final TemplateRenderer outputs;

	ConditionRenderer(SqlText out, Spelling spelling, ExpressionRenderer expressions) {
		this.out = out;
		this.spelling = spelling;
		this.expressions = expressions;
		this.operands = new TemplateRenderer(out, (argument) -> operand(argument, Spelling.Place.OPERAND));
		this.outputs = new TemplateRenderer(out, (argument) -> operand(argument, Spelling.Place.OUTPUT));
	}

	void write(SqlCondition condition) {
		switch (condition) {
			case SqlCondition.And and -> junction(and.conditions(), " AND ", "TRUE");
			case SqlCondition.Or or -> junction(or.conditions(), " OR ", "FALSE");
			case SqlCondition.Not not -> not(not.condition());
			case SqlCondition.Comparison comparison -> comparison(comparison);
			case SqlCondition.IsNull isNull -> {
				operand(isNull.operand(), Spelling.Place.OUTPUT);
				this.out.append(isNull.negated() ? " IS NOT NULL" : " IS NULL");
			}
			case SqlCondition.Between between -> between(between);
			case SqlCondition.Like like -> like(like);
			case SqlCondition.Regex regex ->
				this.operands.write(this.spelling.regexTemplate(regex.ignoreCase()), regex.operand(), regex.pattern());
			case SqlCondition.Json json ->
				this.operands.write(this.spelling.json().template(json.operator()), json.left(), json.right());
			case SqlCondition.Operation operation ->
				this.operands.write(this.spelling.template(operation.operator()), operation.left(), operation.right());
			case SqlCondition.InList in -> {
				operand(in.operand(), Spelling.Place.OUTPUT);
				this.out.append(" IN (").list(in.values(), ", ", this.expressions::inferred).append(")");
			}
			case SqlCondition.AnyOf anyOf -> anyOf(anyOf);
			case SqlCondition.AnyRow anyRow -> anyRow(anyRow.operand(), anyRow.arrays());
			case SqlCondition.InQuery in -> {
				operand(in.operand(), Spelling.Place.OUTPUT);
				this.out.append(" IN ");
				among(in.query());
			}
			case SqlCondition.Exists exists -> {
				this.out.append("EXISTS ");
				this.expressions.subquery(exists.query());
			}
			case SqlCondition.Test test -> operand(test.operand(), Spelling.Place.OUTPUT);
		}
	}

	private void anyOf(SqlCondition.AnyOf anyOf) {
		SqlExpression first = anyOf.arrays().get(0);
		SqlType elementType = (first instanceof SqlExpression.ArrayParameter array) ? array.elementType()
				: SqlType.TEXT;
		String own = ExpressionRenderer.own(first);
		if (elementType == SqlType.ARRAY && own == null) {
			throw new InvalidDataAccessApiUsageException("'in' needs to know the type of the arrays that it compares,"
					+ " which is told by a column alone, and not by what is computed: ask for each of the arrays with"
					+ " exact, joined by or");
		}
		if (first instanceof SqlExpression.ArrayParameter array && this.expressions.bindsList(array)) {
			anyOfLists(anyOf);
			return;
		}
		List<SqlExpression> operands = new ArrayList<>();
		operands.add(anyOf.operand());
		operands.addAll(anyOf.arrays());
		int arrays = anyOf.arrays().size();
		this.outputs.write((arrays == 1) ? this.spelling.anyTemplate(elementType, own)
				: this.spelling.anyTemplate(elementType, own, arrays), operands);
	}

	private void anyOfLists(SqlCondition.AnyOf anyOf) {
		this.out.append((anyOf.arrays().size() > 1) ? "(" : "").list(anyOf.arrays(), " OR ", (array) -> {
			operand(anyOf.operand(), Spelling.Place.OUTPUT);
			SqlExpression.ArrayParameter list = (SqlExpression.ArrayParameter) array;
			this.out.append(" IN ").list(list, new ListRenderer(this.spelling).in(list));
		}).append((anyOf.arrays().size() > 1) ? ")" : "");
	}

	private void anyRow(SqlExpression operand, List<SqlExpression> arrays) {
		List<SqlExpression> arguments = new ArrayList<>(List.of(operand));
		arguments.addAll(arrays);
		List<SqlType> types = arrays.stream()
			.map((array) -> (array instanceof SqlExpression.ArrayParameter parameter) ? parameter.elementType()
					: SqlType.TEXT)
			.toList();
		List<@Nullable String> own = arrays.stream().<@Nullable String>map(ExpressionRenderer::own).toList();
		this.outputs.write(this.spelling.anyRowTemplate(types, own), arguments);
	}

	/** The values of a query. */
	private void among(SqlQuery query) {
		boolean wrapped = isLimited(query) && !this.spelling.queries().limitsSubqueries();
		this.out.append(wrapped ? "(SELECT * FROM " : "");
		this.expressions.subquery(query);
		if (wrapped) {
			this.out.append(" AS ").name("limited").append(")");
		}
	}

	private static boolean isLimited(SqlQuery query) {
		return switch (query) {
			case SqlQuery.Select select -> select.limit() != null || select.offset() != null;
			case SqlQuery.SetOperation operation -> operation.limit() != null || operation.offset() != null;
			case SqlQuery.Written written -> written.limit() != null || written.offset() != null;
		};
	}

	private void comparison(SqlCondition.Comparison comparison) {
		if (comparison.operator() != ComparisonOperator.EQUAL
				&& comparison.operator() != ComparisonOperator.NOT_EQUAL) {
			this.expressions.requireOrder(comparison.left(), comparison.right());
		}
		pair(comparison.left(), comparison.right());
		this.out.append(" ").append(comparison.operator().symbol()).append(" ");
		operand(comparison.right(), Spelling.Place.INFERRED);
	}

	private void between(SqlCondition.Between between) {
		this.expressions.requireOrder(between.operand(), between.from());
		pair(between.operand(), between.from());
		this.out.append(" BETWEEN ");
		operand(between.from(), Spelling.Place.INFERRED);
		this.out.append(" AND ");
		operand(between.to(), Spelling.Place.INFERRED);
	}

	private void operand(SqlExpression expression, Spelling.Place place) {
		this.expressions.operand(expression, place);
	}

	/**
	 * The first of two operands: between two values of the user, it tells the type of
	 * both.
	 */
	private void pair(SqlExpression left, SqlExpression right) {
		boolean neighbourTells = !(right instanceof SqlExpression.Parameter
				|| right instanceof SqlExpression.ArrayParameter || right instanceof SqlExpression.Null);
		operand(left, neighbourTells ? Spelling.Place.INFERRED : Spelling.Place.OUTPUT);
	}

	private void junction(List<SqlCondition> conditions, String word, String ifEmpty) {
		if (conditions.isEmpty()) {
			this.out.append(ifEmpty);
		}
		else if (conditions.size() == 1) {
			write(conditions.get(0));
		}
		else {
			this.out.list(conditions, word, (condition) -> {
				boolean nested = condition instanceof SqlCondition.And || condition instanceof SqlCondition.Or;
				this.out.append(nested ? "(" : "");
				write(condition);
				this.out.append(nested ? ")" : "");
			});
		}
	}

	private void not(SqlCondition condition) {
		if (condition instanceof SqlCondition.Exists) {
			this.out.append("NOT ");
			write(condition);
		}
		else {
			this.out.append("NOT (");
			write(condition);
			this.out.append(")");
		}
	}

	private void like(SqlCondition.Like like) {
		boolean text = like.operand() instanceof SqlExpression.CastToOwn
				|| like.operand() instanceof SqlExpression.Cast inner && inner.type() == SqlType.TEXT;
		boolean cast = this.spelling.castsLikeOperand() && !text;
		SqlExpression operand = cast ? new SqlExpression.Cast(like.operand(), SqlType.TEXT) : like.operand();
		new TemplateRenderer(this.out,
				(part) -> operand(part, (part == operand) ? Spelling.Place.OUTPUT : Spelling.Place.INFERRED))
			.write(this.spelling.likeTemplate(like.ignoreCase()), operand, like.pattern());
	}

}
