package io.asyncorm.query;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Step;
import io.asyncorm.expression.Values;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Turns what a user said into what is meant: names into columns and lookups, values into
 * the types of their fields. Whatever is wrong with it comes out here, at the line that
 * built the query set.
 */
final class ExpressionResolver {

	private final QueryState state;

	private final LookupRegistry lookups;

	private final int scope;

	/**
	 * @param scope number of the {@code filter()} call that it resolves for; 0 for
	 * anything else, which shares the joins that are there
	 */
	ExpressionResolver(QueryState state, LookupRegistry lookups, int scope) {
		this.state = state;
		this.lookups = lookups;
		this.scope = scope;
	}

	Expression resolve(Expression said) {
		if (saysNothing(said)) {
			return Expression.TRUE;
		}
		return switch (said) {
			case Expression.Reference reference -> resolveReference(reference);
			case Expression.Keyword keyword -> resolveKeyword(keyword);
			case Expression.Value value -> resolveValue(value);
			case Expression.And and -> Expression.all(resolveAll(saying(and.operands())));
			case Expression.Or or -> Expression.any(resolveAll(saying(or.operands())));
			case Expression.Not not -> Expression.not(resolve(not.operand()));
			case Expression.Aggregate aggregate -> resolveAggregate(aggregate);
			case Expression.Func func -> resolveFunction(func);
			default -> said.mapChildren(this::resolve);
		};
	}

	/** As in Django, a condition without any part restricts nothing, negated neither. */
	private static boolean saysNothing(Expression said) {
		return switch (said) {
			case Expression.And and -> and.operands().stream().allMatch(ExpressionResolver::saysNothing);
			case Expression.Or or -> or.operands().stream().allMatch(ExpressionResolver::saysNothing);
			case Expression.Not not -> saysNothing(not.operand());
			default -> false;
		};
	}

	private static List<Expression> saying(List<Expression> operands) {
		return operands.stream().filter((operand) -> !saysNothing(operand)).toList();
	}

	private List<Expression> resolveAll(List<Expression> operands) {
		return operands.stream().map(this::resolve).toList();
	}

	private Expression resolveReference(Expression.Reference reference) {
		Named named = resolveNames(reference.path());
		if (!named.rest().isEmpty()) {
			throw new FieldException("Cannot resolve '" + FieldPath.text(named.rest()) + "' in '"
					+ FieldPath.text(reference.path()) + "': it is no field, and a lookup cannot stand here");
		}
		return named.operand();
	}

	private Expression resolveValue(Expression.Value value) {
		Object constant = value.value();
		if (value.type() != null || constant == null) {
			return value;
		}
		return new Expression.Value(constant, constant.getClass(), false);
	}

	private Expression resolveFunction(Expression.Func func) {
		List<Expression> arguments = resolveAll(func.arguments());
		Class<?> type = this.lookups.requireFunction(func.name())
			.type(arguments.stream().<Class<?>>map(ExpressionTypes::typeOf).toList());
		return new Expression.Func(func.name(), arguments, type);
	}

	private Expression resolveAggregate(Expression.Aggregate aggregate) {
		if (this.scope > 0) {
			throw new FieldException(
					"An aggregate cannot stand in filter(): annotate it first, and filter by its name");
		}
		Expression resolved = aggregate.mapChildren(this::resolve);
		if (resolved instanceof Expression.Aggregate outer && outer.operand() != null
				&& containsAggregate(outer.operand())) {
			throw new FieldException("Cannot compute " + aggregate.function() + " of an aggregate");
		}
		return resolved;
	}

	private Expression resolveKeyword(Expression.Keyword keyword) {
		Named named = resolveNames(keyword.path());
		String name = LookupRegistry.EXACT;
		if (!named.rest().isEmpty()) {
			name = FieldPath.text(named.rest().get(0));
			requireLookup(name, named, keyword.path());
		}
		String where = FieldPath.text(keyword.path());
		Object value = keyword.value();
		if (name.equals(LookupRegistry.ISNULL)) {
			if (!(value instanceof Boolean missing)) {
				throw new InvalidDataAccessApiUsageException("'" + where + "' takes true or false");
			}
			return new Expression.IsNull(named.operand(), missing);
		}
		if (value == null && (name.equals(LookupRegistry.EXACT) || name.equals("iexact"))) {
			return new Expression.IsNull(named.operand(), true);
		}
		if (value == null) {
			throw new InvalidDataAccessApiUsageException(
					"A null cannot be used with '" + where + "': ask for it with isnull");
		}
		return resolveLookup(named, this.lookups.require(name), value, where);
	}

	private Expression resolveLookup(Named named, Lookup lookup, Object value, String where) {
		Class<?> type = lookup.valueType(ExpressionTypes.typeOf(named.operand()));
		if (type == null) {
			throw new FieldException("Lookup '" + lookup.name() + "' makes no sense for '" + where + "'");
		}
		Expression other = expression(value);
		if (other != null) {
			return new Expression.Test(named.operand(), lookup.name(), resolve(other));
		}
		ModelMetadata<?> related = named.related();
		return switch (lookup.arity()) {
			case ONE -> new Expression.Test(named.operand(), lookup.name(),
					ValuePreparation.forLookup(lookup, type, value, related, where));
			case TWO -> {
				List<@Nullable Object> ends = ValuePreparation.elements(value, where);
				if (ends.size() != 2 || ends.get(0) == null || ends.get(1) == null) {
					throw new InvalidDataAccessApiUsageException(
							"'" + where + "' takes two values, neither of them null");
				}
				yield new Expression.Test(named.operand(), lookup.name(), new Expression.Items(
						ends.stream().map((end) -> rangeEnd(lookup, type, end, related, where)).toList()));
			}
			case MANY -> {
				List<Object> values = ValuePreparation.forIn(type, value, related, where);
				yield values.isEmpty() ? Expression.FALSE
						: new Expression.Test(named.operand(), lookup.name(), new Expression.Value(values, type, true));
			}
		};
	}

	private Expression rangeEnd(Lookup lookup, Class<?> type, @Nullable Object end, @Nullable ModelMetadata<?> related,
			String where) {
		Expression other = expression(end);
		if (other != null) {
			return resolve(other);
		}
		if (end == null) {
			throw new InvalidDataAccessApiUsageException("'" + where + "' takes two values, neither of them null");
		}
		return ValuePreparation.forLookup(lookup, type, end, related, where);
	}

	/** What a user gave in place of a constant; null if it is a constant. */
	private @Nullable Expression expression(@Nullable Object value) {
		Expression expression = Values.toExpression(value);
		if (expression instanceof Expression.Value) {
			return null;
		}
		if (expression instanceof Expression.Subquery && value instanceof QueryStateHolder holder) {
			return new Expression.Subquery(QueryEdits.asSubquery(holder.state()));
		}
		return expression;
	}

	private void requireLookup(String name, Named named, List<Step> path) {
		boolean known = name.equals(LookupRegistry.ISNULL) || this.lookups.find(name) != null;
		if (!known || named.rest().size() > 1) {
			String unknown = known ? FieldPath.text(named.rest().get(1)) : name;
			List<String> choices = new ArrayList<>(this.lookups.names());
			if (named.related() != null) {
				choices.addAll(named.related().choices());
			}
			throw FieldException.unknown((named.related() != null) ? "name" : "lookup", unknown,
					"in '" + FieldPath.text(path) + "'", choices);
		}
		if (named.related() != null && !RELATED_LOOKUPS.contains(name)) {
			throw new FieldException("Lookup '" + name + "' cannot be used with the relation '"
					+ FieldPath.text(path.subList(0, path.size() - 1)) + "'. Choices are: "
					+ String.join(", ", RELATED_LOOKUPS) + ".");
		}
	}

	/**
	 * What a relation can be asked about, as in Django: its key is compared, not its
	 * text.
	 */
	private static final List<String> RELATED_LOOKUPS = List.of("exact", "gt", "gte", "in", "isnull", "lt", "lte");

	private Named resolveNames(List<Step> names) {
		if (names.get(0) instanceof Step.Named first) {
			for (QueryState.Named annotation : this.state.annotations()) {
				if (annotation.name().equals(first.name())) {
					return new Named(new Expression.Annotation(annotation.name(), annotation.value()), null,
							names.subList(1, names.size()));
				}
			}
		}
		FieldPath path = FieldPath.walk(this.state.model(), names,
				this.state.annotations().stream().map(QueryState.Named::name).toList());
		boolean toMany = path.hops().stream().anyMatch((hop) -> hop.toMany());
		int joined = toMany ? ((this.scope > 0) ? this.scope : Scopes.latest(this.state, path.hops())) : 0;
		ModelMetadata<?> related = (path.relation() != null) ? path.relation().target() : null;
		if (related == null && path.field().relation() != null) {
			related = path.field().relation().target();
		}
		return new Named(new Expression.Column(path.hops(), path.field(), joined), related, path.rest());
	}

	/** Whether a resolved expression is computed over a group of rows. */
	static boolean containsAggregate(Expression expression) {
		if (expression instanceof Expression.Aggregate) {
			return true;
		}
		List<Expression> children = new ArrayList<>();
		expression.forEachChild(children::add);
		return children.stream().anyMatch(ExpressionResolver::containsAggregate);
	}

	/**
	 * An operand, the model whose key it is (null if it is none), and the names behind
	 * it.
	 */
	private record Named(Expression operand, @Nullable ModelMetadata<?> related, List<Step> rest) {

	}

}
