package io.asyncorm.resolution;

import io.asyncorm.expression.CaseBranch;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.JsonExpression;
import io.asyncorm.expression.Step;
import io.asyncorm.expression.Subselect;
import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.lookup.NamedFunction;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.Junctions;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.StandIn;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Resolves expressions of users against the models: names to columns and lookups, values
 * to the types of their fields. Errors are thrown here, at the line that builds the query
 * set.
 *
 * @since 0.1.0
 */
public final class ExpressionResolver {

	private final QueryState state;

	private final LookupRegistry lookups;

	private final int scope;

	private final @Nullable QueryState rows;

	private final boolean negated;

	/**
	 * @param scope number of the {@code filter()} call that it resolves for; 0 for
	 * anything else, which shares the joins that are there
	 */
	public ExpressionResolver(QueryState state, LookupRegistry lookups, int scope) {
		this(state, lookups, scope, null, false);
	}

	/**
	 * @param rows what it resolves values over all rows of; null if it does not
	 */
	private ExpressionResolver(QueryState state, LookupRegistry lookups, int scope, @Nullable QueryState rows,
			boolean negated) {
		this.rows = rows;
		this.negated = negated;
		this.state = state;
		this.lookups = lookups;
		this.scope = scope;
	}

	/**
	 * For values over all rows, which may be taken of annotations that are aggregates
	 * themselves.
	 * @param rows the rows, without what is taken of them
	 */
	public static ExpressionResolver overAllRows(QueryState state, LookupRegistry lookups, QueryState rows) {
		return new ExpressionResolver(state, lookups, 0, rows, false);
	}

	public Expression resolve(Expression unresolved) {
		if (isEmptyCondition(unresolved)) {
			return Expression.TRUE;
		}
		if (this.negated && !isJunction(unresolved) && !isLookup(unresolved)) {
			// The conditions in a value are not those that the negation turns round
			return new ExpressionResolver(this.state, this.lookups, this.scope, this.rows, false).resolve(unresolved);
		}
		return switch (unresolved) {
			case Expression.Reference reference -> resolveReference(reference);
			case Expression.Keyword keyword ->
				keywords().resolve(keyword, ResolvedName.of(this.state, this.scope, keyword.path()));
			case Expression.Compared compared ->
				keywords().resolve(new Expression.Keyword(compared.path(), compared.value()),
						new ResolvedName(resolve(compared.operand()), null, compared.path()));
			case Expression.Value value -> resolveValue(value);
			case Expression.And and -> Junctions.all(resolveConditions(and.operands()));
			case Expression.Or or -> Junctions.any(resolveConditions(or.operands()));
			case Expression.Xor xor -> new Expression.Xor(resolveConditions(xor.operands()));
			case Expression.Not not ->
				Junctions.not(new ExpressionResolver(this.state, this.lookups, this.scope, this.rows, !this.negated)
					.resolve(not.operand()));
			case Expression.Aggregate aggregate -> resolveAggregate(aggregate);
			case Expression.Func func -> typing().function(func.function(), resolveAll(func.arguments()), func.type());
			case Expression.NamedFunc func ->
				typing().function(function(func), resolveAll(func.arguments()), func.type());
			case Expression.OrElse orElse -> resolveOrElse(orElse);
			case TemporalExpression.Extract extract -> typing().extract(extract, resolve(extract.operand()));
			case TemporalExpression.Truncate truncate -> typing().truncate(truncate, resolve(truncate.operand()));
			case Expression.Arithmetic arithmetic -> OperandTyping.arithmetic(arithmetic.operator(),
					resolve(arithmetic.left()), resolve(arithmetic.right()));
			case Expression.Case choice -> resolveCase(choice);
			case Expression.Cast cast -> typing().cast(cast, resolve(cast.operand()));
			case Expression.Typed typed -> OperandTyping.as(resolve(typed.operand()), typed.type());
			case JsonExpression.JsonPath path -> resolvePath(path);
			case Expression.Subquery subquery -> Subqueries.value(resolveQuery(subquery.query()));
			case Expression.Exists exists -> Subqueries.exists(resolveQuery(exists.query()));
			// Waits for the query set around this one
			case Expression.Outer outer -> outer;
			default -> unresolved.mapChildren(this::resolve);
		};
	}

	KeywordResolver keywords() {
		return new KeywordResolver(this, this.lookups, this.negated);
	}

	private OperandTyping typing() {
		return new OperandTyping(this.lookups);
	}

	Transforms transforms() {
		return new Transforms(this.lookups);
	}

	/**
	 * A condition, whose parts all must be true or false.
	 * @throws InvalidDataAccessApiUsageException if one is another value
	 */
	Expression resolveCondition(Expression unresolved) {
		Expression resolved = resolve(unresolved);
		requireTruth(resolved);
		return resolved;
	}

	private static void requireTruth(Expression resolved) {
		if (isJunction(resolved)) {
			resolved.forEachChild(ExpressionResolver::requireTruth);
			return;
		}
		Class<?> type = ExpressionTypes.findType(resolved);
		if (type != Boolean.class && type != Object.class) {
			throw new InvalidDataAccessApiUsageException(
					"A condition must be true or false, not a value of type '" + type.getTypeName() + "'");
		}
	}

	private static boolean isLookup(Expression condition) {
		return condition instanceof Expression.Keyword || condition instanceof Expression.Compared;
	}

	private static boolean isJunction(Expression condition) {
		return condition instanceof Expression.And || condition instanceof Expression.Or
				|| condition instanceof Expression.Not || condition instanceof Expression.Xor;
	}

	/**
	 * Whether a condition has no parts; as in Django, such a one matches all, negated
	 * too.
	 */
	static boolean isEmptyCondition(Expression unresolved) {
		return switch (unresolved) {
			case Expression.And and -> areEmptyConditions(and.operands());
			case Expression.Or or -> areEmptyConditions(or.operands());
			case Expression.Xor xor -> areEmptyConditions(xor.operands());
			case Expression.Not not -> isEmptyCondition(not.operand());
			default -> false;
		};
	}

	private static boolean areEmptyConditions(List<Expression> unresolved) {
		for (Expression operand : unresolved) {
			if (!isEmptyCondition(operand)) {
				return false;
			}
		}
		return true;
	}

	/** Those that say something, resolved. */
	private List<Expression> resolveConditions(List<Expression> unresolved) {
		List<Expression> resolved = new ArrayList<>(unresolved.size());
		for (Expression operand : unresolved) {
			if (!isEmptyCondition(operand)) {
				resolved.add(resolve(operand));
			}
		}
		return resolved;
	}

	private List<Expression> resolveAll(List<Expression> operands) {
		return ExpressionAccess.each(operands, this::resolve);
	}

	private Expression resolveReference(Expression.Reference reference) {
		ResolvedName named = ResolvedName.of(this.state, this.scope, reference.path());
		Expression operand = named.operand();
		if (this.rows != null) {
			Annotations.requireInRows(this.rows, operand);
		}
		for (Step step : named.rest()) {
			Expression transformed = (named.targetField() == null) ? transforms().apply(operand, FieldPath.text(step))
					: null;
			if (transformed == null) {
				throw named.unknown(FieldPath.text(step), operand, reference.path(), this.lookups, List.of());
			}
			operand = transformed;
		}
		return operand;
	}

	/**
	 * A value without a type of its own becomes what it stands beside; of a class that
	 * databases have no type for, it counts as what stands in columns for it.
	 */
	private static Expression resolveValue(Expression.Value value) {
		Object constant = value.value();
		if (value.type() != null) {
			return (constant != null && ColumnType.isSimple(value.type()))
					? Expression.Value.of(converted(constant, value.type()), value.type()) : value;
		}
		StandIn standIn = (constant != null) ? StandIn.find(constant.getClass()) : null;
		return (standIn != null) ? Expression.Value.of(constant, standIn.columnType())
				: Expression.Value.ofOwnClass(constant);
	}

	private static Object converted(Object constant, Class<?> type) {
		try {
			return ScalarValues.convert(constant, type);
		}
		catch (UnfitValueException ex) {
			throw new InvalidValueException(ex.getMessage(), ex);
		}
	}

	/** The application's own functions come before the database's. */
	private DatabaseFunction function(Expression.NamedFunc func) {
		DatabaseFunction own = this.lookups.findFunction(func.name());
		if (own == null && func.type() == null) {
			throw FieldException.unknown("function", func.name(),
					"into a bean of type DatabaseFunction; a function of the database needs the type of its value",
					this.lookups.functionNames());
		}
		return (own != null) ? own : new NamedFunction(func.name());
	}

	/** Of what stands for an aggregate, a plain constant gets the aggregate's type. */
	private Expression resolveOrElse(Expression.OrElse unresolved) {
		Expression value = resolve(unresolved.value());
		Conversion conversion = ExpressionTypes.conversionOf(value);
		if (unresolved.otherwise() instanceof Expression.Value constant && constant.type() == null
				&& !(conversion != null && (conversion.converts(constant.value()) || conversion.hasSimpleJavaType()))) {
			return new Expression.OrElse(value, ValuePreparation.otherwise(constant.value(),
					ExpressionTypes.findType(value), this.lookups.valueZone()));
		}
		List<Expression> alike = StoredConstants.alternatives(List.of(value, resolve(unresolved.otherwise())));
		return new Expression.OrElse(alike.get(0), alike.get(1));
	}

	/** A condition that never holds leaves its value out. */
	private Expression resolveCase(Expression.Case choice) {
		List<CaseBranch> branches = new ArrayList<>();
		for (CaseBranch when : choice.branches()) {
			Expression condition = resolve(when.condition());
			if (!condition.equals(Expression.FALSE)) {
				branches.add(new CaseBranch(condition, resolve(when.value())));
			}
		}
		Expression otherwise = resolve(choice.otherwise());
		return branches.isEmpty() ? otherwise : zoned(branches, otherwise);
	}

	private Expression zoned(List<CaseBranch> branches, Expression otherwise) {
		List<Expression> values = new ArrayList<>(branches.stream().map(CaseBranch::value).toList());
		values.add(otherwise);
		List<Expression> zoned = typing().zoned(StoredConstants.alternatives(values));
		List<CaseBranch> alike = new ArrayList<>();
		for (int i = 0; i < branches.size(); i++) {
			alike.add(new CaseBranch(branches.get(i).condition(), zoned.get(i)));
		}
		return new Expression.Case(alike, zoned.getLast());
	}

	private Expression resolvePath(JsonExpression.JsonPath path) {
		Expression operand = resolve(path.operand());
		if (path.keys().isEmpty() && operand instanceof JsonExpression.JsonPath inner) {
			return new JsonExpression.JsonPath(inner.operand(), inner.keys(), path.text());
		}
		if (path.keys().isEmpty()) {
			throw new FieldException("The text of a JSON document needs a path, as in kt(\"meta__language\")");
		}
		return new JsonExpression.JsonPath(operand, path.keys(), path.text());
	}

	/** Another query set, whose outer references are now known. */
	QueryState resolveQuery(Subselect query) {
		return new OuterReferences(this::resolve, typing()::complete).bind(Orderings
			.orderedAsPart(OneDatabase.require(this.state, QueryStateHolder.stateOf(query)), this.lookups));
	}

	private Expression resolveAggregate(Expression.Aggregate aggregate) {
		Expression resolved = aggregate.mapChildren(this::resolve);
		// Over all rows an aggregate may be one of an annotation; what else it is of, the
		// server judges
		if (this.rows == null && resolved instanceof Expression.Aggregate outer && outer.operand() != null
				&& ExpressionTypes.isAggregate(outer.operand())) {
			throw new FieldException("Cannot compute " + aggregate.function() + " of an aggregate");
		}
		return resolved;
	}

}
