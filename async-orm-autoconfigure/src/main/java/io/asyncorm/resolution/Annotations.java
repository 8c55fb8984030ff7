package io.asyncorm.resolution;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * Checks the names and values of annotations, and which of them can be selected.
 */
final class Annotations {

	private Annotations() {
	}

	/**
	 * Checks that no field has the name of a new annotation. As in Django, after
	 * {@code values()} only the selected fields count, and an annotation replaces an
	 * earlier one of its name.
	 */
	static void requireNew(QueryState state, String name) {
		Names.requireAlias(name);
		boolean taken = (state.selection() instanceof QueryState.Columns columns)
				? columns.columns()
					.stream()
					.anyMatch((column) -> Names.same(column.name(), name)
							&& !(column.value() instanceof Expression.Annotation))
				: state.model().findField(name) != null || state.model().findRelation(name) != null;
		if (taken) {
			throw new FieldException("The annotation '" + name + "' conflicts with a field of '" + state.model().name()
					+ "': give it another name");
		}
		if (state.prefetches().find(name) != null) {
			throw new FieldException("The annotation '" + name
					+ "' conflicts with an attribute of prefetchRelated(): give one of them another name");
		}
	}

	/** Checks that a selected value has a known type, as Django does. */
	static void requireType(String name, Expression value) {
		if (ExpressionTypes.findType(value) == Void.class || isPlainDocument(value)) {
			throw new FieldException(
					"The type of the annotation '" + name + "' cannot be inferred from its value: set it with as(...)");
		}
	}

	/** Whether it is a plain list or map, not marked as a JSON document. */
	private static boolean isPlainDocument(Expression value) {
		return value instanceof Expression.Value constant
				&& (constant.value() instanceof Collection<?> || constant.value() instanceof Map<?, ?>)
				&& constant.type() == constant.value().getClass();
	}

	/**
	 * The annotation of a name, in camel case or with underscores; null if there is none.
	 */
	static QueryState.@Nullable Named find(List<QueryState.Named> annotations, String name) {
		for (QueryState.Named annotation : annotations) {
			if (Names.sameWords(annotation.name(), name)) {
				return annotation;
			}
		}
		return null;
	}

	/** Checks that a name is not an alias, which cannot be selected. */
	static void requireSelectable(QueryState state, String name) {
		QueryState.Named annotation = find(state.annotations(), name);
		if (annotation != null && !isSelectable(state, annotation)) {
			throw new FieldException("Cannot select the alias '" + name
					+ "': use annotate() in place of alias(), and name it in each values()");
		}
	}

	/** Checks that aaggregate() can refer to a value: an alias is not in the rows. */
	static void requireInRows(QueryState rows, Expression value) {
		boolean hidden = value instanceof Expression.Annotation annotation && rows.annotations()
			.stream()
			.anyMatch((known) -> known.name().equals(annotation.name()) && !isSelectable(rows, known));
		if (hidden) {
			throw new FieldException("Cannot aggregate over the alias '" + ((Expression.Annotation) value).name()
					+ "': use annotate() in place of alias(), and name it in each values()");
		}
	}

	/** Whether it is no alias, and not left out by an earlier {@code values()}. */
	static boolean isSelectable(QueryState state, QueryState.Named annotation) {
		return annotation.selected() && (!(state.selection() instanceof QueryState.Columns columns) || columns.columns()
			.stream()
			.anyMatch((column) -> column.value() instanceof Expression.Annotation selected
					&& selected.name().equals(annotation.name())));
	}

}
