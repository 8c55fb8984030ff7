package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.JsonExpression;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.Hop;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.DocumentTypes;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.Operands;
import io.asyncorm.plan.QueryState;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Resolves a keyword argument, a Django lookup such as {@code author__born__year__gte},
 * to a condition.
 */
final class KeywordResolver {

	private final ExpressionResolver expressions;

	private final LookupRegistry lookups;

	private final boolean negated;

	/**
	 * @param negated whether an odd number of negations stands around what is resolved
	 */
	KeywordResolver(ExpressionResolver expressions, LookupRegistry lookups, boolean negated) {
		this.negated = negated;
		this.expressions = expressions;
		this.lookups = lookups;
	}

	/**
	 * @param named what its names lead to
	 */
	Expression resolve(Expression.Keyword keyword, ResolvedName named) {
		Object value = keyword.value();
		Operand operand = operand(named, keyword.path());
		String where = FieldPath.quoted(keyword.path());
		if (operand.lookup().equals(Lookups.IS_NULL)) {
			if (!(value instanceof Boolean missing)) {
				throw new InvalidValueException("'" + where + "' takes true or false");
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
	 * Resolves a keyword argument for all of its values at once; null if its values
	 * decide what it becomes.
	 */
	@Nullable PreparedLookup prepare(List<Step> path, ResolvedName named) {
		Operand operand = operand(named, path);
		String where = FieldPath.quoted(path);
		if (operand.lookup().arity() != Lookup.Arity.ONE || operand.lookup().equals(Lookups.IS_NULL)) {
			return null;
		}
		Class<?> type = valueType(operand.value(), operand.lookup(), where);
		boolean plain = type != Object.class && type != CompositeKey.class && ColumnType.isSimple(type);
		return plain ? new PreparedLookup(operand.value(), operand.lookup(), type,
				values(operand.value(), operand.lookup(), named.targetField(), where)) : null;
	}

	/** What a keyword argument asks, and which values it takes. */
	ResolvedLookup describe(List<Step> path, ResolvedName named) {
		Operand operand = operand(named, path);
		Class<?> type = valueType(operand.value(), operand.lookup(), FieldPath.quoted(path));
		boolean own = operand.value() instanceof Expression.Column column && type == column.field().type();
		Conversion part = (operand.value() instanceof Expression.Func func && type == ExpressionTypes.typeOf(func))
				? ExpressionTypes.conversionOf(func) : null;
		return new ResolvedLookup(operand.lookup(), type, own ? ((Expression.Column) operand.value()).field() : null,
				part, own ? named.targetField() : null);
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
		if (toMany || !this.negated && named.targetField() == null) {
			boolean there = !toMany && hops.stream().noneMatch(Hop::optional);
			ModelField key = column.field().model().key();
			return there ? Expression.TRUE
					: new Expression.IsNull(new Expression.Column(hops, key, column.scope()), false);
		}
		return column.isNullable() ? new Expression.IsNull(column, false) : Expression.TRUE;
	}

	/** As in Django, null is asked for with isnull, and is a value in a JSON document. */
	private Expression missing(Expression operand, Lookup lookup, String where) {
		return switch (lookup.nulls()) {
			case REFUSED ->
				throw new InvalidValueException("A null cannot be used with '" + where + "': ask for it with isnull");
			case VALUE -> values(operand, lookup, null, where).missing(operand);
			case MISSING -> {
				Expression document = (lookup.readsText() && operand instanceof JsonExpression.JsonPath path)
						? new JsonExpression.JsonPath(path.operand(), path.keys(), false) : operand;
				boolean ofDocument = !lookup.readsText() || document != operand;
				yield (ofDocument && ExpressionTypes.isJson(document))
						? new Expression.Test(document, Lookups.EXACT, new JsonExpression.JsonNull())
						: new Expression.IsNull(operand, true);
			}
		};
	}

	/** The last name is a lookup if it can be one, all others are transforms. */
	private Operand operand(ResolvedName named, List<Step> path) {
		Expression operand = named.operand();
		List<Step> rest = named.rest();
		for (int i = 0; i < rest.size(); i++) {
			String name = FieldPath.text(rest.get(i));
			if (i == rest.size() - 1 && !RangeOperands.hasPart(operand, name)) {
				Lookup lookup = this.lookups.find(name, fields(operand));
				if (lookup != null) {
					requireOfRelation(lookup, named, operand, path);
					return new Operand(asText(operand, lookup), lookup);
				}
			}
			Expression transformed = (named.targetField() == null && !CompositeColumns.isComposite(operand))
					? this.expressions.transforms().apply(operand, name) : null;
			if (transformed == null) {
				throw named.unknown(name, operand, path, this.lookups, this.lookups.names(fields(operand)));
			}
			operand = transformed;
		}
		return new Operand(operand, Objects.requireNonNull(this.lookups.find(Lookups.EXACT.name(), fields(operand))));
	}

	/** Which lookups have a meaning of their own for what is compared. */
	private static Lookup.Fields fields(Expression operand) {
		if (ExpressionTypes.isJson(operand)) {
			return Lookup.Fields.DOCUMENTS;
		}
		if (RangeOperands.findElement(operand) != null) {
			return Lookup.Fields.RANGES;
		}
		if (SearchOperands.isVector(operand)) {
			return Lookup.Fields.VECTORS;
		}
		return ColumnType.isArray(ExpressionTypes.findType(operand)) ? Lookup.Fields.ARRAYS : Lookup.Fields.ALL;
	}

	/** A text is looked for in the text of what stands in a JSON document. */
	private static Expression asText(Expression operand, Lookup lookup) {
		return (lookup.readsText() && operand instanceof JsonExpression.JsonPath path)
				? new JsonExpression.JsonPath(path.operand(), path.keys(), true) : operand;
	}

	private void requireOfRelation(Lookup lookup, ResolvedName named, Expression operand, List<Step> path) {
		boolean ofRelation = named.targetField() != null;
		ModelField field = CompositeColumns.field(operand);
		if (field != null && field.isEmbedded()) {
			EmbeddedTests.requireLookup(lookup, field, path);
			return;
		}
		if ((ofRelation || CompositeColumns.isComposite(operand)) && !lookup.suitsRelations()) {
			throw new FieldException("Lookup '" + lookup.name() + "' cannot be used with the "
					+ (ofRelation ? "relation" : "key of several columns") + " '"
					+ FieldPath.quoted(path.subList(0, path.size() - 1)) + "'. Choices are: "
					+ String.join(", ", this.lookups.namesForRelations()) + ".");
		}
	}

	private Expression test(Expression operand, Lookup lookup, Object value, ResolvedName named, String where) {
		ModelField field = CompositeColumns.field(operand);
		if (field != null && field.isEmbedded() && ExpressionAccess.findTree(value) == null) {
			EmbeddedTests tests = new EmbeddedTests(field, operand);
			return lookup.equals(Lookups.IN) ? tests.oneOf(ValuePreparation.elements(value, where), this.negated)
					: tests.equal(value);
		}
		LookupValues values = values(operand, lookup, named.targetField(), where);
		Expression other = computed(value, lookup, named, where, operand);
		if (other instanceof Expression.Subquery && lookup.arity() == Lookup.Arity.TWO) {
			throw new InvalidDataAccessApiUsageException("'" + where + "' takes two values, not a query set");
		}
		if (other != null && lookup.takesKeys()) {
			return atKey(operand, lookup, other, where);
		}
		if (other != null) {
			requirePattern(other, lookup);
			boolean none = other instanceof Expression.Subquery subquery && ((QueryState) subquery.query()).isEmpty();
			return none ? Expression.FALSE : new Expression.Test(operand, lookup, other);
		}
		return switch (lookup.arity()) {
			case ONE -> values.one(operand, value);
			case TWO, MANY -> values.several(operand, elements(value, where), (element) -> {
				Expression expression = computed(element, lookup, named, where, operand);
				if (expression != null && lookup.takesKeys()) {
					throw new FieldException(
							"'" + where + "' takes constant keys: ask for one that is computed with has_key");
				}
				return expression;
			});
		};
	}

	/** What is known of a computed regular expression: the texts that it is made of. */
	private static void requirePattern(Expression computed, Lookup lookup) {
		if (Lookups.isRegex(lookup)) {
			StringBuilder texts = new StringBuilder();
			append(computed, texts);
			lookup.prepare(texts.toString());
		}
	}

	private static Expression append(Expression computed, StringBuilder texts) {
		if (computed instanceof Expression.Value value && value.value() instanceof CharSequence text) {
			texts.append(text);
			return computed;
		}
		return computed.mapChildren((child) -> append(child, texts));
	}

	/**
	 * As in Django, of a path into a document the keys count, not what stands there:
	 * {@code meta__has_key} of {@code f("meta__size__width")} asks for a width in the
	 * size.
	 */
	private static Expression atKey(Expression operand, Lookup lookup, Expression key, String where) {
		if (!(key instanceof JsonExpression.JsonPath path)) {
			if (ExpressionTypes.isJson(key)) {
				throw new FieldException("'" + where + "' takes a key, which is a text, or a path into a document,"
						+ " not a whole document");
			}
			return new Expression.Test(operand, lookup, key);
		}
		Expression document = operand;
		for (String name : path.keys().subList(0, path.keys().size() - 1)) {
			document = Transforms.atKey(document, name);
		}
		return new Expression.Test(document, lookup, Expression.Value.of(path.keys().getLast(), String.class));
	}

	private LookupValues values(Expression operand, Lookup lookup, @Nullable ModelField targetField, String where) {
		LookupValues.Target target = new LookupValues.Target(valueType(operand, lookup, where), targetField);
		return new LookupValues(lookup, target, where, this.lookups.valueZone(), this.negated);
	}

	private static Class<?> valueType(Expression operand, Lookup lookup, String where) {
		Class<?> type = lookup
			.valueType(ExpressionTypes.isJson(operand) ? Object.class : ExpressionTypes.typeOf(operand));
		if (type == null) {
			throw new FieldException("Lookup '" + lookup.name() + "' makes no sense for '" + where + "'");
		}
		return type;
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
			Expression operand) {
		Expression expression = ExpressionAccess.findTree(value);
		if (expression == null || expression instanceof Expression.Value) {
			return null;
		}
		if (expression instanceof Expression.Subquery subquery) {
			return Subqueries.ofAllColumns(Subqueries.values(this.expressions.resolveQuery(subquery.query()), lookup,
					named, !(value instanceof Expr<?>), where), operand, where);
		}
		return StoredConstants.forColumn(ExpressionTypes.conversionOf(operand), DocumentTypes.of(operand),
				this.expressions.resolve(expression));
	}

	/** What is tested, and by which lookup. */
	private record Operand(Expression value, Lookup lookup) {

	}

}
