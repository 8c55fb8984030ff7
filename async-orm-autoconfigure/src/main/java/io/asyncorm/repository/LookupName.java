package io.asyncorm.repository;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Expressions;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import org.jspecify.annotations.Nullable;

/**
 * A Django string such as {@code author__name__icontains}, read against a model.
 * Immutable.
 *
 * @param path its names
 * @param field the type of the field that it names
 * @param lookup the name of the lookup; {@code exact} where there is none
 * @param type the type of the lookup's values; null if it is not known before the call
 * @param arity how many values the lookup takes
 */
record LookupName(List<Step> path, ValueType field, String lookup, @Nullable ValueType type, Lookup.Arity arity) {

	/**
	 * Reads a string.
	 * @throws FieldException if it means nothing for the model
	 */
	static LookupName of(RepositoryDeclaration<?> declaration, String text) {
		List<Step> path = ExpressionAccess.steps(text);
		Walk walk = Walk.of(declaration.model(), path);
		requireMeaning(declaration, path, walk);
		List<Step> rest = walk.rest();
		String lookup = rest.isEmpty() ? LookupRegistry.EXACT : name(rest.get(rest.size() - 1));
		ValueType field = ValueType.compared(walk.column(), walk.related(), false);
		if (lookup.equals(LookupRegistry.ISNULL)) {
			return new LookupName(path, field, lookup, ValueType.of(Boolean.class), Lookup.Arity.ONE);
		}
		Lookup known = declaration.querySets().lookups().find(lookup);
		if (known == null || rest.size() > 1) {
			// A transform: what it gives, only the query set knows
			return new LookupName(path, field, lookup, null, Lookup.Arity.ONE);
		}
		Class<?> column = walk.column().type();
		Class<?> type = known.valueType(column);
		boolean ofTexts = known.valueType(Object.class) == String.class;
		ValueType values = (type == column) ? ValueType.compared(walk.column(), walk.related(), ofTexts)
				: ValueType.of((type != null) ? type : column);
		return new LookupName(path, field, lookup, values, known.arity());
	}

	/** Whether null can be asked for. */
	boolean takesNull() {
		return this.lookup.equals(LookupRegistry.EXACT) || this.lookup.equals("iexact");
	}

	/** Lets a query set read it, which knows all that can be said. */
	private static void requireMeaning(RepositoryDeclaration<?> declaration, List<Step> path, Walk walk) {
		boolean isNull = !walk.rest().isEmpty() && name(path.get(path.size() - 1)).equals(LookupRegistry.ISNULL);
		Object value = isNull ? true : Expressions.field("pk");
		declaration.rows().filter(ExpressionAccess.condition(new Expression.Keyword(path, value)));
	}

	private static String name(Step step) {
		return (step instanceof Step.Named named) ? named.name() : step.toString();
	}

	/**
	 * The names of a path that are fields.
	 *
	 * @param relation the relation that the path ends with; null if it ends with a field
	 * @param field the field that it ends with; null if it ends with a relation
	 * @param end the model where it ends
	 * @param rest the names behind it
	 */
	private record Walk(@Nullable ModelRelation relation, @Nullable ModelField field, ModelMetadata<?> end,
			List<Step> rest) {

		static Walk of(ModelMetadata<?> model, List<Step> path) {
			Walk walk = new Walk(null, null, model, path);
			while (walk.field == null && !walk.rest.isEmpty()) {
				String name = name(walk.rest.get(0));
				List<Step> rest = walk.rest.subList(1, walk.rest.size());
				ModelRelation relation = walk.end.findRelation(name);
				ModelField field = walk.end.findField(name);
				if (relation != null) {
					walk = new Walk(relation, null, relation.target(), rest);
				}
				else if (field != null) {
					walk = new Walk(null, field, walk.end, rest);
				}
				else {
					return walk;
				}
			}
			return walk;
		}

		/** The field, or the key of the model that the relations lead to. */
		ModelField column() {
			return (this.field != null) ? this.field : this.end.key();
		}

		/** The model that a relation was named of; null if a field was named. */
		@Nullable ModelMetadata<?> related() {
			return (this.field == null && this.relation != null) ? this.end : null;
		}

	}

}
