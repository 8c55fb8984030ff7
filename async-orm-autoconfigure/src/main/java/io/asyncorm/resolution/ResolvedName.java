package io.asyncorm.resolution;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Step;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.Hop;
import io.asyncorm.model.MessageText;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * A path of names resolved against a query set: to an annotation, a filtered relation or
 * a field.
 *
 * @param operand the field or annotation
 * @param targetField the field by whose values it stands for objects of its model, such
 * as their key; null if it stands for none
 * @param rest the names behind it: transforms and a lookup
 */
record ResolvedName(Expression operand, @Nullable ModelField targetField, List<Step> rest) {

	/**
	 * Resolves names: an annotation first, then a field over a filtered relation, then
	 * one of the model.
	 * @param scope number of the {@code filter()} call that they stand in; 0 for none
	 */
	static ResolvedName of(QueryState state, int scope, List<Step> names) {
		ResolvedName annotation = annotation(state.annotations(), names);
		if (annotation != null) {
			return annotation;
		}
		ResolvedName filtered = state.filteredJoins().isEmpty() ? null : FilteredRelations.resolve(state, scope, names);
		return (filtered != null) ? filtered : field(state, scope, names);
	}

	/** The name of an annotation may itself have two underscores, as id__count. */
	private static @Nullable ResolvedName annotation(List<QueryState.Named> annotations, List<Step> names) {
		if (annotations.isEmpty() || !(names.get(0) instanceof Step.Named)) {
			return null;
		}
		for (int length = 1; length <= names.size(); length++) {
			String name = FieldPath.text(names.subList(0, length));
			QueryState.Named annotation = Annotations.find(annotations, name);
			if (annotation != null) {
				return new ResolvedName(annotation.reference(), null, names.subList(length, names.size()));
			}
		}
		return null;
	}

	/**
	 * The exception for a name that means nothing behind those before it, which says what
	 * could stand there: what the model of a relation has, or the parts of a field's
	 * value.
	 * @param reached what the names before it mean
	 * @param path all of the names
	 * @param lookups those that could stand there, too: none where a value is named
	 */
	FieldException unknown(String name, Expression reached, List<Step> path, LookupRegistry registry,
			Collection<String> lookups) {
		if (registry.isDisabled(name)) {
			return new FieldException("The lookup '" + MessageText.name(name) + "' in '" + FieldPath.quoted(path)
					+ "' is switched off by async-orm.lookups.disabled");
		}
		if (lookups.isEmpty() && registry.names().contains(name)) {
			return new FieldException("Cannot resolve '" + MessageText.name(name) + "' in '" + FieldPath.quoted(path)
					+ "': a lookup cannot stand here, only in a condition.");
		}
		Set<String> choices = new LinkedHashSet<>(lookups);
		if (this.targetField != null) {
			choices.addAll(this.targetField.model().choices());
		}
		else if (CompositeColumns.field(reached) instanceof ModelField field && field.isEmbedded()) {
			choices.clear();
			choices.addAll((reached instanceof Expression.Column) ? field.parts().names() : List.of());
			lookups.stream().filter(EmbeddedTests::isLookup).forEach(choices::add);
		}
		else {
			choices.addAll(Transforms.parts(reached));
			choices.addAll(registry.transformNames());
		}
		String where = "in '" + FieldPath.quoted(path) + "'";
		if (choices.isEmpty()) {
			return new FieldException("Cannot resolve name '" + MessageText.name(name) + "' " + where
					+ ": what stands before it is no relation, and has no parts.");
		}
		return FieldException.unknown((this.targetField != null || lookups.isEmpty()) ? "name" : "lookup", name, where,
				choices);
	}

	private static ResolvedName field(QueryState state, int scope, List<Step> names) {
		FieldPath path = FieldPath.walk(state.model(), names, state.annotations().isEmpty() ? List.of()
				: state.annotations().stream().map(QueryState.Named::name).toList());
		int joined = (scope < 0) ? FilteredRelations.scope(state, scope, path.hops()) : 0;
		if (joined == 0 && !path.hops().isEmpty() && path.hops().stream().anyMatch(Hop::toMany)) {
			joined = (scope > 0) ? scope : JoinScopes.latest(state, path.hops());
		}
		return new ResolvedName(new Expression.Column(path.hops(), path.field(), joined), path.targetField(),
				path.rest());
	}

}
