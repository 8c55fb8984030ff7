package io.asyncorm.dialect;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;

/**
 * Writes values and conditions. Parentheses stand wherever precedence could matter.
 */
final class ExpressionRenderer {

	private final SqlText out;

	private final Spelling spelling;

	private final QueryRenderer queries;

	private final TemplateRenderer operands;

	private final TemplateRenderer outputs;

	ExpressionRenderer(SqlText out, Spelling spelling) {
		this.out = out;
		this.spelling = spelling;
		this.queries = new QueryRenderer(out, this);
		this.operands = new TemplateRenderer(out, (argument) -> operand(argument, Spelling.Place.OPERAND));
		this.outputs = new TemplateRenderer(out, (argument) -> operand(argument, Spelling.Place.OUTPUT));
	}

	QueryRenderer queries() {
		return this.queries;
	}

	Spelling spelling() {
		return this.spelling;
	}

	/** A value whose type the place tells. */
	void inferred(SqlExpression expression) {
		write(expression, Spelling.Place.INFERRED);
	}

	/** A value of the select list, or another place that tells nothing of its type. */
	void output(SqlExpression expression) {
		write(expression, Spelling.Place.OUTPUT);
	}

	/** An argument of a function. */
	void argument(SqlExpression expression) {
		write(expression, Spelling.Place.OPERAND);
	}

	void condition(SqlCondition condition) {
		switch (condition) {
			case SqlCondition.And and -> junction(and.conditions(), " AND ", "TRUE");
			case SqlCondition.Or or -> junction(or.conditions(), " OR ", "FALSE");
			case SqlCondition.Not not -> not(not.condition());
			case SqlCondition.Comparison comparison -> {
				requireOrder(comparison);
				pair(comparison.left(), comparison.right());
				this.out.append(" " + comparison.operator().symbol() + " ");
				operand(comparison.right(), Spelling.Place.INFERRED);
			}
			case SqlCondition.IsNull isNull -> {
				operand(isNull.operand(), Spelling.Place.OUTPUT);
				this.out.append(isNull.negated() ? " IS NOT NULL" : " IS NULL");
			}
			case SqlCondition.Between between -> {
				requireOrder(between.operand(), between.from());
				pair(between.operand(), between.from());
				this.out.append(" BETWEEN ");
				operand(between.from(), Spelling.Place.INFERRED);
				this.out.append(" AND ");
				operand(between.to(), Spelling.Place.INFERRED);
			}
			case SqlCondition.Like like -> like(like);
			case SqlCondition.Regex regex ->
				this.operands.write(this.spelling.regexTemplate(regex.ignoreCase()), regex.operand(), regex.pattern());
			case SqlCondition.Json json ->
				this.operands.write(this.spelling.template(json.operator()), json.left(), json.right());
			case SqlCondition.InList in -> {
				operand(in.operand(), Spelling.Place.OUTPUT);
				this.out.append(" IN (").list(in.values(), ", ", this::inferred).append(")");
			}
			case SqlCondition.AnyOf anyOf -> {
				SqlType elementType = (anyOf.array() instanceof SqlExpression.ArrayParameter array)
						? array.elementType() : SqlType.TEXT;
				this.outputs.write(this.spelling.anyTemplate(elementType), anyOf.operand(), anyOf.array());
			}
			case SqlCondition.InQuery in -> {
				operand(in.operand(), Spelling.Place.OUTPUT);
				this.out.append(" IN (");
				this.queries.write(in.query());
				this.out.append(")");
			}
			case SqlCondition.Exists exists -> {
				this.out.append("EXISTS (");
				this.queries.write(exists.query());
				this.out.append(")");
			}
			case SqlCondition.Test test -> operand(test.operand(), Spelling.Place.OUTPUT);
		}
	}

	private void write(SqlExpression expression, Spelling.Place place) {
		switch (expression) {
			case SqlExpression.Column column -> column(column);
			case SqlExpression.Parameter parameter ->
				this.out.parameter(parameter, this.spelling.parameter(parameter.type(), place));
			case SqlExpression.ArrayParameter array -> this.out.parameter(array, "?");
			case SqlExpression.Literal literal ->
				this.out.append((literal.value() < 0) ? "(" + literal.value() + ")" : String.valueOf(literal.value()));
			case SqlExpression.Text text -> this.out.append(this.spelling.text(text.value()));
			case SqlExpression.Null ignored -> this.out.append("NULL");
			case SqlExpression.Star ignored -> this.out.append("*");
			case SqlExpression.Arithmetic arithmetic -> this.operands
				.write(this.spelling.template(arithmetic.operator()), arithmetic.left(), arithmetic.right());
			case SqlExpression.Raw raw -> raw(raw);
			case SqlExpression.Concatenation concatenation -> {
				this.out.append("(");
				this.out.list(concatenation.parts(), " || ", (part) -> operand(part, Spelling.Place.OPERAND));
				this.out.append(")");
			}
			case SqlExpression.StandardCall call ->
				this.operands.write(this.spelling.template(call.function()), call.arguments());
			case SqlExpression.Call call -> {
				this.out.append(Identifiers.function(call.function())).append("(");
				this.out.list(call.arguments(), ", ", this::argument);
				this.out.append(")");
			}
			case SqlExpression.Aggregate aggregate -> this.queries.aggregate(aggregate);
			case SqlExpression.Cast cast -> {
				this.out.append("CAST(");
				castOperand(cast);
				this.out.append(" AS " + this.spelling.typeName(cast.type(), cast.size(), cast.scale()) + ")");
			}
			case SqlExpression.Case choice -> choice(choice);
			case SqlExpression.Subquery subquery -> {
				this.out.append("(");
				this.queries.write(subquery.query());
				this.out.append(")");
			}
			case SqlExpression.OutputColumn column -> this.out.name(column.alias());
			case SqlExpression.OutputPosition column -> this.out.append(String.valueOf(column.position()));
			case SqlExpression.Extract extract -> this.outputs
				.write("EXTRACT(" + this.spelling.partName(extract.part()) + " FROM {0})", extract.operand());
			case SqlExpression.Truncate truncate ->
				this.outputs.write(this.spelling.truncateTemplate(truncate.part()), truncate.operand());
			case SqlExpression.Collate collate -> {
				require(DatabaseFeature.COLLATION);
				this.out.append("(");
				operand(collate.operand(), Spelling.Place.OUTPUT);
				this.out.append(" COLLATE ").name(collate.collation()).append(")");
			}
			case SqlExpression.AtTimeZone atTimeZone -> {
				// Only names that the JDK knows get through
				String zone = zone(atTimeZone.zone()).replace("{", "{{");
				this.outputs.write(this.spelling.zoneTemplate(atTimeZone.local()).replace("{1}", zone),
						atTimeZone.operand());
			}
			case SqlExpression.JsonPath json ->
				this.outputs.write(this.spelling.pathTemplate(json.keys(), json.text()), json.operand());
			case SqlExpression.JsonObject json -> jsonObject(json);
			case SqlExpression.Window window -> this.queries.window(window);
			case SqlCondition condition -> condition(condition);
		}
	}

	/** What is always at one distance from UTC, each database writes in its own way. */
	private String zone(String name) {
		if (ZoneId.of(name).normalized() instanceof ZoneOffset offset) {
			return offset.equals(ZoneOffset.UTC) ? Identifiers.zone("UTC") : this.spelling.offset(offset);
		}
		return Identifiers.zone(name);
	}

	private void column(SqlExpression.Column column) {
		if (!column.alias().isEmpty()) {
			this.out.name(column.alias()).append(".");
		}
		this.out.name(column.name());
	}

	private void operand(SqlExpression expression, Spelling.Place place) {
		if (expression instanceof SqlCondition) {
			this.out.append("(");
			write(expression, place);
			this.out.append(")");
		}
		else {
			write(expression, place);
		}
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
			condition(conditions.get(0));
		}
		else {
			this.out.list(conditions, word, (condition) -> {
				boolean nested = condition instanceof SqlCondition.And || condition instanceof SqlCondition.Or;
				this.out.append(nested ? "(" : "");
				condition(condition);
				this.out.append(nested ? ")" : "");
			});
		}
	}

	private void not(SqlCondition condition) {
		if (condition instanceof SqlCondition.Exists) {
			this.out.append("NOT ");
			condition(condition);
		}
		else {
			this.out.append("NOT (");
			condition(condition);
			this.out.append(")");
		}
	}

	private void like(SqlCondition.Like like) {
		boolean cast = this.spelling.castsLikeOperand()
				&& !(like.operand() instanceof SqlExpression.Cast inner && inner.type() == SqlType.TEXT);
		SqlExpression operand = cast ? new SqlExpression.Cast(like.operand(), SqlType.TEXT) : like.operand();
		new TemplateRenderer(this.out,
				(part) -> operand(part, (part == operand) ? Spelling.Place.OUTPUT : Spelling.Place.INFERRED))
			.write(this.spelling.likeTemplate(like.ignoreCase()), operand, like.pattern());
	}

	private void requireOrder(SqlCondition.Comparison comparison) {
		if (comparison.operator() != ComparisonOperator.EQUAL
				&& comparison.operator() != ComparisonOperator.NOT_EQUAL) {
			requireOrder(comparison.left(), comparison.right());
		}
	}

	/** Refuses to sort by these where they cannot be sorted by. */
	void requireOrder(SqlExpression... sorted) {
		for (SqlExpression expression : sorted) {
			if (expression instanceof SqlExpression.JsonPath json && !json.text()) {
				require(DatabaseFeature.JSON_ORDER);
			}
		}
	}

	String name(SqlExpression.Aggregate aggregate) {
		return Identifiers.function(this.spelling.aggregate(aggregate.function()));
	}

	void require(DatabaseFeature feature) {
		this.spelling.require(feature);
	}

	SqlQuery.Nulls nulls(SqlQuery.Order order) {
		return this.spelling.nulls(order);
	}

	private void raw(SqlExpression.Raw raw) {
		this.out.append("(").append(raw.pieces().get(0));
		for (int i = 0; i < raw.operands().size(); i++) {
			operand(raw.operands().get(i), Spelling.Place.INFERRED);
			this.out.append(raw.pieces().get(i + 1));
		}
		this.out.append(")");
	}

	private void jsonObject(SqlExpression.JsonObject json) {
		Spelling.JsonObjectWords words = this.spelling.jsonObjectWords();
		this.out.append(words.start());
		for (int i = 0; i < json.keys().size(); i++) {
			this.out.append((i > 0) ? ", " : "").append(this.spelling.text(json.keys().get(i)));
			this.out.append(words.afterKey());
			operand(json.values().get(i), Spelling.Place.OUTPUT);
		}
		this.out.append(")");
	}

	/**
	 * A value as the type that it has anyway needs no second cast around its question
	 * mark.
	 */
	private void castOperand(SqlExpression.Cast cast) {
		boolean same = cast.size() == 0 && cast.operand() instanceof SqlExpression.Parameter parameter
				&& parameter.type() == cast.type();
		operand(cast.operand(), same ? Spelling.Place.INFERRED : Spelling.Place.OUTPUT);
	}

	private void choice(SqlExpression.Case choice) {
		this.out.append("CASE");
		for (SqlExpression.Branch branch : choice.branches()) {
			this.out.append(" WHEN ");
			condition(branch.condition());
			this.out.append(" THEN ");
			operand(branch.value(), Spelling.Place.OUTPUT);
		}
		this.out.append(" ELSE ");
		operand(choice.otherwise(), Spelling.Place.OUTPUT);
		this.out.append(" END");
	}

}
