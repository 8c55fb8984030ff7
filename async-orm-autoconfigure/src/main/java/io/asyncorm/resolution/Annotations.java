package io.asyncorm.resolution;

import java.util.Collection;
import java.util.Map;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.QueryState;

/**
 * What may be annotated, and by which names annotations can be selected.
 */
final class Annotations {

	private Annotations() {
	}

	/**
	 * A name that no field has; as in Django, behind {@code values()} only what was named
	 * there counts, and an annotation takes the place of one with its name.
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

	/** As in Django, what is selected must have a type, which some constants have not. */
	static void requireType(String name, Expression value) {
		if (ExpressionTypes.findType(value) == Void.class || isPlainDocument(value)) {
			throw new FieldException(
					"The type of the annotation '" + name + "' cannot be inferred from its value: set it with as(...)");
		}
	}

	/** A list or a map of which nobody said that it is a document. */
	private static boolean isPlainDocument(Expression value) {
		return value instanceof Expression.Value constant
				&& (constant.value() instanceof Collection<?> || constant.value() instanceof Map<?, ?>)
				&& constant.type() == constant.value().getClass();
	}

	/** Names what can be selected, if it is an annotation at all. */
	static void requireSelectable(QueryState state, String name) {
		for (QueryState.Named annotation : state.annotations()) {
			if (annotation.name().equals(name) && !isSelectable(state, annotation)) {
				throw new FieldException("Cannot select the alias '" + name
						+ "': use annotate() in place of alias(), and name it in each values()");
			}
		}
	}

	/** That an aggregate over all rows can be taken of a value. */
	static void requireInRows(QueryState rows, Expression value) {
		boolean hidden = value instanceof Expression.Annotation annotation && rows.annotations()
			.stream()
			.anyMatch((known) -> known.name().equals(annotation.name()) && !isSelectable(rows, known));
		if (hidden) {
			throw new FieldException("Cannot aggregate over the alias '" + ((Expression.Annotation) value).name()
					+ "': use annotate() in place of alias(), and name it in each values()");
		}
	}

	/** An alias is not, nor what an earlier {@code values()} left out. */
	static boolean isSelectable(QueryState state, QueryState.Named annotation) {
		return annotation.selected() && (!(state.selection() instanceof QueryState.Columns columns) || columns.columns()
			.stream()
			.anyMatch((column) -> column.value() instanceof Expression.Annotation selected
					&& selected.name().equals(annotation.name())));
	}

}
