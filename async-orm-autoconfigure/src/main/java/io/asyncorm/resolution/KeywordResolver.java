package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.Operands;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Turns a keyword argument such as {@code author__born__year__gte} into a test.
 */
final class KeywordResolver {

	/**
	 * What a relation can be asked about, as in Django: its key is compared, not its
	 * text.
	 */
	private static final List<String> RELATED_LOOKUPS = List.of("exact", "gt", "gte", "in", "isnull", "lt", "lte");

	private final ExpressionResolver expressions;

	private final Transforms transforms;

	private final LookupRegistry lookups;

	private final boolean negated;

	/**
	 * @param negated whether an odd number of negations stands around what is resolved
	 */
	KeywordResolver(ExpressionResolver expressions, Transforms transforms, LookupRegistry lookups, boolean negated) {
		this.negated = negated;
		this.expressions = expressions;
		this.transforms = transforms;
		this.lookups = lookups;
	}

	/**
	 * @param named what its names lead to
	 */
	Expression resolve(Expression.Keyword keyword, ResolvedName named) {
		Object value = keyword.value();
		Operand operand = operand(named, keyword.path());
		String where = FieldPath.text(keyword.path());
		if (operand.lookup() == null) {
			if (!(value instanceof Boolean missing)) {
				throw new InvalidDataAccessApiUsageException("'" + where + "' takes true or false");
			}
			return new Expression.IsNull(operand.value(), missing);
		}
		if (value instanceof Expr<?> expression
				&& ExpressionAccess.tree(expression) instanceof Expression.Value constant) {
			value = constant.value();
		}
		if (value == null) {
			return missing(operand.value(), operand.lookup(), where);
		}
		Expression test = test(operand.value(), operand.lookup(), value, named, where);
		return test.equals(Expression.TRUE) ? always(operand.value(), named) : test;
	}

	/**
	 * What holds for every value of a column still needs the row that has the column. As
	 * in Django, it matches where the column is null, unless it is negated: then a null
	 * counts as not matched too. A key is never compared with its bounds.
	 */
	private Expression always(Expression operand, ResolvedName named) {
		Expression.Column column = Operands.column(operand);
		if (column == null) {
			return Expression.TRUE;
		}
		List<Hop> hops = column.hops();
		boolean toMany = hops.stream().anyMatch(Hop::toMany);
		if (toMany || !this.negated && named.related() == null) {
			boolean there = !toMany && hops.stream().noneMatch(Hop::optional);
			ModelField key = column.field().model().key();
			return there ? Expression.TRUE
					: new Expression.IsNull(new Expression.Column(hops, key, column.scope()), false);
		}
		return column.isNullable() ? new Expression.IsNull(column, false) : Expression.TRUE;
	}

	/** As in Django, null is asked for with isnull, and is a value in a JSON document. */
	private static Expression missing(Expression operand, Lookup lookup, String where) {
		boolean exact = lookup.name().equals(LookupRegistry.EXACT);
		boolean ofText = lookup.name().equals("iexact");
		Expression document = (ofText && operand instanceof Expression.JsonPath path)
				? new Expression.JsonPath(path.operand(), path.keys(), false) : operand;
		if ((exact || document != operand) && ExpressionTypes.isJson(document)) {
			return new Expression.Test(document, LookupRegistry.EXACT,
					new Expression.Func("jsonNull", List.of(), Object.class));
		}
		if (exact || ofText) {
			return new Expression.IsNull(operand, true);
		}
		throw new InvalidDataAccessApiUsageException(
				"A null cannot be used with '" + where + "': ask for it with isnull");
	}

	/** The last name is a lookup if it can be one, all others are transforms. */
	private Operand operand(ResolvedName named, List<Step> path) {
		Expression operand = named.operand();
		List<Step> rest = named.rest();
		for (int i = 0; i < rest.size(); i++) {
			String name = FieldPath.text(rest.get(i));
			if (i == rest.size() - 1) {
				if (name.equals(LookupRegistry.ISNULL)) {
					return new Operand(operand, null);
				}
				Lookup lookup = this.lookups.find(name, ExpressionTypes.isJson(operand));
				if (lookup != null) {
					requireOfRelation(name, named, path);
					return new Operand(asText(operand, lookup), lookup);
				}
			}
			Expression transformed = (named.related() == null) ? this.transforms.apply(operand, name) : null;
			if (transformed == null) {
				throw unknown(name, named, path);
			}
			operand = transformed;
		}
		return new Operand(operand, this.lookups.require(LookupRegistry.EXACT));
	}

	/** A text is looked for in the text of what stands in a JSON document. */
	private static Expression asText(Expression operand, Lookup lookup) {
		boolean ofTexts = lookup.valueType(Object.class) == String.class && !lookup.name().startsWith("json_");
		return (ofTexts && operand instanceof Expression.JsonPath path)
				? new Expression.JsonPath(path.operand(), path.keys(), true) : operand;
	}

	private FieldException unknown(String name, ResolvedName named, List<Step> path) {
		List<String> choices = new ArrayList<>(this.lookups.names());
		if (named.related() != null) {
			choices.addAll(named.related().choices());
		}
		return FieldException.unknown((named.related() != null) ? "name" : "lookup", name,
				"in '" + FieldPath.text(path) + "'", choices);
	}

	private static void requireOfRelation(String name, ResolvedName named, List<Step> path) {
		if (named.related() != null && !RELATED_LOOKUPS.contains(name)) {
			throw new FieldException("Lookup '" + name + "' cannot be used with the relation '"
					+ FieldPath.text(path.subList(0, path.size() - 1)) + "'. Choices are: "
					+ String.join(", ", RELATED_LOOKUPS) + ".");
		}
	}

	private Expression test(Expression operand, Lookup lookup, Object value, ResolvedName named, String where) {
		Class<?> type = lookup
			.valueType(ExpressionTypes.isJson(operand) ? Object.class : ExpressionTypes.typeOf(operand));
		if (type == null) {
			throw new FieldException("Lookup '" + lookup.name() + "' makes no sense for '" + where + "'");
		}
		Conversion conversion = ExpressionTypes.conversionOf(operand);
		Expression other = computed(value, lookup, named, where, conversion);
		if (other instanceof Expression.Subquery && lookup.arity() == Lookup.Arity.TWO) {
			throw new InvalidDataAccessApiUsageException("'" + where + "' takes two values, not a query set");
		}
		if (other != null) {
			boolean none = other instanceof Expression.Subquery subquery && ((QueryState) subquery.query()).isEmpty();
			return none ? Expression.FALSE : new Expression.Test(operand, lookup.name(), other);
		}
		LookupValues values = new LookupValues(this.lookups, lookup, type, named.related(), where);
		return switch (lookup.arity()) {
			case ONE -> values.one(operand, value);
			case TWO, MANY -> values.several(operand, elements(value, where),
					(element) -> computed(element, lookup, named, where, conversion));
		};
	}

	/** What a list holds, constants without the expressions around them. */
	private static List<@Nullable Object> elements(Object values, String where) {
		List<@Nullable Object> elements = new ArrayList<>();
		for (Object element : ValuePreparation.elements(values, where)) {
			boolean constant = element instanceof Expr<?> expression
					&& ExpressionAccess.tree(expression) instanceof Expression.Value;
			elements.add(constant ? ((Expression.Value) ExpressionAccess.tree((Expr<?>) element)).value() : element);
		}
		return elements;
	}

	/** What a user gave in place of a constant; null if it is a constant. */
	private @Nullable Expression computed(@Nullable Object value, Lookup lookup, ResolvedName named, String where,
			@Nullable Conversion conversion) {
		Expression expression = ExpressionAccess.toTree(value);
		if (expression instanceof Expression.Value) {
			return null;
		}
		if (expression instanceof Expression.Subquery subquery) {
			return Subqueries.values(this.expressions.resolveQuery(subquery.query()), lookup, named, where);
		}
		return StoredConstants.forColumn(conversion, this.expressions.resolve(expression));
	}

	/** What is tested, and by which lookup; null for isnull, which is none. */
	private record Operand(Expression value, @Nullable Lookup lookup) {

	}

}
