package io.asyncorm.dialect;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import io.asyncorm.sql.ColumnBinding;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Renders values: columns, parameters, operators, function calls and CASE. Puts
 * parentheses wherever precedence could matter.
 */
final class ExpressionRenderer {

	private final SqlText out;

	private final Spelling spelling;

	private final QueryRenderer queries;

	private final ConditionRenderer conditions;

	private final GroupRenderer groups;

	private final TemplateRenderer operands;

	private final TemplateRenderer outputs;

	ExpressionRenderer(SqlText out, Spelling spelling) {
		this.out = out;
		this.spelling = spelling;
		this.queries = new QueryRenderer(out, spelling, this);
		this.conditions = new ConditionRenderer(out, spelling, this);
		this.groups = new GroupRenderer(out, spelling, this);
		this.operands = new TemplateRenderer(out, (argument) -> operand(argument, Spelling.Place.OPERAND));
		this.outputs = new TemplateRenderer(out, (argument) -> operand(argument, Spelling.Place.OUTPUT));
	}

	QueryRenderer queries() {
		return this.queries;
	}

	/** Writes a value whose type is clear from its place. */
	void inferred(SqlExpression expression) {
		write(expression, Spelling.Place.INFERRED);
	}

	/** Writes a value where nothing tells its type, as in the select list. */
	void output(SqlExpression expression) {
		write(expression, Spelling.Place.OUTPUT);
	}

	/** Writes an argument of a function. */
	void argument(SqlExpression expression) {
		write(expression, Spelling.Place.OPERAND);
	}

	void condition(SqlCondition condition) {
		this.conditions.write(condition);
	}

	/** Writes a subquery as a value. */
	void subquery(SqlQuery query) {
		this.out.append("(");
		this.queries.write(query);
		this.out.append(")");
	}

	private void write(SqlExpression expression, Spelling.Place place) {
		switch (expression) {
			case SqlExpression.Column column -> column(column);
			case SqlExpression.Row row ->
				this.out.append("(").list(row.values(), ", ", (value) -> operand(value, place)).append(")");
			case SqlExpression.Parameter parameter -> parameter(parameter, place);
			case SqlExpression.ArrayParameter array -> array(array);
			case SqlExpression.Literal literal ->
				this.out.append((literal.value() < 0) ? "(" + literal.value() + ")" : String.valueOf(literal.value()));
			case SqlExpression.Text text -> this.out.append(this.spelling.text(text.value()));
			case SqlExpression.NextValue next ->
				this.out.append(this.spelling.writes().nextValue(this.out.quoted(next.sequence())));
			case SqlExpression.Null ignored -> this.out.append("NULL");
			case SqlExpression.Star ignored -> this.out.append("*");
			case SqlExpression.Arithmetic arithmetic -> this.operands
				.write(this.spelling.template(arithmetic.operator()), arithmetic.left(), arithmetic.right());
			case SqlExpression.Raw raw -> raw(raw);
			case SqlExpression.Concatenation concatenation -> concatenation(concatenation);
			case SqlExpression.StandardCall call -> standardCall(call);
			case SqlExpression.Call call -> call(Identifiers.function(call.function()), call.arguments());
			case SqlExpression.WindowCall call -> {
				if (call.hasDefault()) {
					this.spelling.require(DatabaseFeature.WINDOW_DEFAULT);
				}
				call(call.function().name(), call.arguments());
			}
			case SqlExpression.Aggregate aggregate -> this.groups.aggregate(aggregate);
			case SqlExpression.Cast cast -> cast(cast);
			case SqlExpression.CastToOwn cast ->
				this.outputs.write(this.spelling.ownCastTemplate(cast.type(), false), cast.operand());
			case SqlExpression.Case choice -> choice(choice);
			case SqlExpression.Subquery subquery -> subquery(subquery.query());
			case SqlExpression.OutputColumn column -> this.out.name(column.alias());
			case SqlExpression.OutputPosition column -> this.out.append(String.valueOf(column.position()));
			case SqlExpression.Extract extract ->
				this.outputs.write(this.spelling.dates().extractTemplate(extract.part()), extract.operand());
			case SqlExpression.Truncate truncate ->
				this.outputs.write(this.spelling.dates().truncateTemplate(truncate.part()), truncate.operand());
			case SqlExpression.Collate collate -> {
				this.spelling.require(DatabaseFeature.COLLATION);
				this.out.append("(");
				operand(collate.operand(), Spelling.Place.OUTPUT);
				this.out.append(" COLLATE ").name(collate.collation()).append(")");
			}
			case SqlExpression.AtTimeZone atTimeZone -> {
				// Only names that the JDK knows get through
				String zone = zone(atTimeZone.zone()).replace("{", "{{");
				this.outputs.write(this.spelling.dates().zoneTemplate(atTimeZone.local()).replace("{1}", zone),
						atTimeZone.operand());
			}
			case SqlExpression.JsonPath json ->
				this.outputs.write(this.spelling.json().pathTemplate(json.keys(), json.text()), json.operand());
			case SqlExpression.JsonObject json -> jsonObject(json);
			case SqlExpression.Subscript part -> subscript(part);
			case SqlExpression.Window window -> this.groups.window(window);
			case SqlCondition condition -> condition(condition);
		}
	}

	private void parameter(SqlExpression.Parameter parameter, Spelling.Place place) {
		String own = own(parameter);
		String column = this.out.boundColumn(parameter);
		if (column != null) {
			// The array has told its type
			this.out.append((own != null) ? this.spelling.ownCastTemplate(own, false).replace("{0}", column) : column);
			return;
		}
		this.out.parameter(parameter, (own != null) ? this.spelling.ownCastTemplate(own, false).replace("{0}", "?")
				: this.spelling.parameter(parameter.type(), place));
	}

	private void array(SqlExpression.ArrayParameter array) {
		if (bindsList(array)) {
			this.out.list(array, new ListRenderer(this.spelling).array(array));
			return;
		}
		String own = (array.elementType() != SqlType.ARRAY) ? own(array) : PostgresTypes.elementType(SqlType.ARRAY);
		this.out.parameter(array, (own != null) ? this.spelling.ownCastTemplate(own, true).replace("{0}", "?") : "?");
	}

	/** Whether the values of an array are bound one by one. */
	boolean bindsList(SqlExpression.ArrayParameter array) {
		return this.spelling.dialect().arrayForm(array.elementType()) instanceof ArrayForm.SingleValues;
	}

	/** The type of the database's own to which values are cast; null if they are not. */
	static @Nullable String own(SqlExpression value) {
		ColumnBinding column = switch (value) {
			case SqlExpression.Parameter parameter -> parameter.column();
			case SqlExpression.ArrayParameter array -> array.column();
			default -> null;
		};
		return (column != null) ? column.cast() : null;
	}

	/** Folds an operator of two operands over several, from the left. */
	private void standardCall(SqlExpression.StandardCall call) {
		String template = this.spelling.template(call.function());
		int last = call.arguments().size() - 1;
		boolean ofTwo = template.contains("{1}") && !template.contains("{2}");
		List<SqlExpression> operands = (last > 1 && ofTwo)
				? List.of(new SqlExpression.StandardCall(call.function(), call.arguments().subList(0, last)),
						call.arguments().get(last))
				: call.arguments();
		this.operands.write(template, operands);
	}

	private void call(String function, List<SqlExpression> arguments) {
		this.out.append(function).append("(");
		this.out.list(arguments, ", ", this::argument);
		this.out.append(")");
	}

	/** A zone with a fixed offset is written in each database's own way. */
	private String zone(String name) {
		return (ZoneId.of(name).normalized() instanceof ZoneOffset offset) ? this.spelling.dates().offset(offset)
				: Identifiers.zone(name);
	}

	private void column(SqlExpression.Column column) {
		if (!column.alias().isEmpty()) {
			this.out.name(column.alias()).append(".");
		}
		this.out.name(column.name());
	}

	/** A value beside others, from which a condition is told apart. */
	void operand(SqlExpression expression, Spelling.Place place) {
		if (expression instanceof SqlCondition) {
			this.out.append("(");
			write(expression, place);
			this.out.append(")");
		}
		else {
			write(expression, place);
		}
	}

	/** Refuses to sort by these where they cannot be sorted by. */
	void requireOrder(SqlExpression... sorted) {
		for (SqlExpression expression : sorted) {
			if (expression instanceof SqlExpression.JsonPath json && !json.text()) {
				this.spelling.require(DatabaseFeature.JSON_ORDER);
			}
		}
	}

	private void raw(SqlExpression.Raw raw) {
		this.out.append("(").append(raw.pieces().get(0));
		for (int i = 0; i < raw.operands().size(); i++) {
			operand(raw.operands().get(i), Spelling.Place.INFERRED);
			this.out.append(raw.pieces().get(i + 1));
		}
		this.out.append(")");
	}

	private void subscript(SqlExpression.Subscript part) {
		this.spelling.require(DatabaseFeature.ARRAYS);
		this.out.append("(");
		operand(part.operand(), Spelling.Place.OUTPUT);
		this.out.append(")[").append(part.from() + ((part.to() != null) ? ":" + part.to() : "")).append("]");
	}

	private void jsonObject(SqlExpression.JsonObject json) {
		JsonSpelling.ObjectWords words = this.spelling.json().objectWords();
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
	private void cast(SqlExpression.Cast cast) {
		boolean same = cast.size() == 0 && cast.operand() instanceof SqlExpression.Parameter parameter
				&& parameter.type() == cast.type();
		new TemplateRenderer(this.out,
				(operand) -> operand(operand, same ? Spelling.Place.INFERRED : Spelling.Place.OUTPUT))
			.write(this.spelling.castTemplate(cast.type(), cast.size(), cast.scale()), cast.operand());
	}

	private void concatenation(SqlExpression.Concatenation concatenation) {
		Spelling.Enumeration words = this.spelling.concatenation();
		this.out.append(words.start());
		this.out.list(concatenation.parts(), words.between(), (part) -> operand(part, Spelling.Place.OPERAND));
		this.out.append(words.end());
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
