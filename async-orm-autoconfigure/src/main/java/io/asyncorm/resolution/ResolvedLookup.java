package io.asyncorm.resolution;

import java.util.List;

import io.asyncorm.expression.Step;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * A Django lookup such as {@code author__born__year__gte} resolved against a model, and
 * the type of the values that it takes.
 *
 * @param lookup the lookup, such as {@code gte}
 * @param type the type that its values must have, boxed; {@code Object} if any will do
 * @param field the field whose own values these are; null if they are of another type
 * @param part how the values are converted if they are those of a part of a field that
 * holds arrays; null if they are not
 * @param targetField the field that stands for objects of its model, which are values,
 * too, as are references, since the path ends with a relation to it; null if it ends with
 * a field
 * @since 0.1.0
 */
public record ResolvedLookup(Lookup lookup, Class<?> type, @Nullable ModelField field, @Nullable Conversion part,
		@Nullable ModelField targetField) {

	/**
	 * Resolves the names of a keyword argument.
	 * @throws FieldException if they mean nothing to the query set
	 */
	public static ResolvedLookup of(QueryState state, LookupRegistry lookups, List<Step> path) {
		ResolvedLookup resolved = new ExpressionResolver(state, lookups, 1).keywords()
			.describe(path, ResolvedName.of(state, 1, path));
		boolean ofRelation = FieldPath.walk(state.model(), path, List.of()).relation() != null;
		return ofRelation ? resolved
				: new ResolvedLookup(resolved.lookup(), resolved.type(), resolved.field(), resolved.part(), null);
	}

}
