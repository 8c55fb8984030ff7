package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Step;
import io.asyncorm.expression.Update;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a declared method writes, and which arguments are their values.
 * Immutable.
 */
record ValueArguments(List<Entry> entries) {

	ValueArguments {
		entries = List.copyOf(entries);
	}

	/** The arguments by the names of the fields. */
	Kw toKeywords(@Nullable Object[] arguments) {
		Expression.Keyword[] keywords = new Expression.Keyword[this.entries.size()];
		for (int i = 0; i < keywords.length; i++) {
			Entry entry = this.entries.get(i);
			keywords[i] = new Expression.Keyword(entry.path(), entry.value().value(arguments));
		}
		return ExpressionAccess.keywords(List.of(keywords));
	}

	/** The arguments as changes. */
	<M> Update<M> toUpdate(@Nullable Object[] arguments) {
		List<ExpressionAccess.Change> changes = new ArrayList<>(this.entries.size());
		for (Entry entry : this.entries) {
			changes.add(
					new ExpressionAccess.Change(entry.path(), ExpressionAccess.toTree(entry.value().value(arguments))));
		}
		return ExpressionAccess.update(changes);
	}

	/** A field, as the path of a change, and its value. */
	record Entry(List<Step> path, Argument value) {

		Entry {
			path = List.copyOf(path);
		}

	}

}
