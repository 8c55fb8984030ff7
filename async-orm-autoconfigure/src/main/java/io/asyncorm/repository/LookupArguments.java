package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Step;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

/**
 * The lookups of a declared method, and which arguments are their values. Immutable.
 */
record LookupArguments(List<Entry> entries) {

	LookupArguments {
		entries = List.copyOf(entries);
	}

	/** The rows that the arguments match. */
	<M> QuerySet<M> filter(QuerySet<M> rows, @Nullable Object[] arguments) {
		if (this.entries.isEmpty()) {
			return rows;
		}
		return rows.filter(ExpressionAccess.condition(ExpressionAccess.conjunction(keywords(arguments))));
	}

	/** The rows that the arguments match, whatever they become. */
	<M, R extends @Nullable Object> ValuesQuerySet<M, R> filter(ValuesQuerySet<M, R> rows,
			@Nullable Object[] arguments) {
		if (this.entries.isEmpty()) {
			return rows;
		}
		return rows.filter(ExpressionAccess.condition(ExpressionAccess.conjunction(keywords(arguments))));
	}

	/** The names of each lookup. */
	List<List<Step>> paths() {
		return this.entries.stream().map(Entry::path).toList();
	}

	/** The value of each lookup. */
	@Nullable Object[] values(@Nullable Object[] arguments) {
		@Nullable Object[] values = new Object[this.entries.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = this.entries.get(i).value(arguments);
		}
		return values;
	}

	/** The arguments by their names. */
	Kw toKeywords(@Nullable Object[] arguments) {
		return ExpressionAccess.keywords(keywords(arguments));
	}

	private List<Expression.Keyword> keywords(@Nullable Object[] arguments) {
		Expression.Keyword[] keywords = new Expression.Keyword[this.entries.size()];
		for (int i = 0; i < keywords.length; i++) {
			Entry entry = this.entries.get(i);
			keywords[i] = new Expression.Keyword(entry.path(), entry.value(arguments));
		}
		return List.of(keywords);
	}

	/**
	 * A lookup and its value.
	 *
	 * @param path the names of the Django string
	 * @param values the arguments: one, or the two ends of a range
	 */
	record Entry(List<Step> path, List<Argument> values) {

		Entry {
			path = List.copyOf(path);
			values = List.copyOf(values);
		}

		@Nullable Object value(@Nullable Object[] arguments) {
			if (this.values.size() == 1) {
				return this.values.get(0).value(arguments);
			}
			List<@Nullable Object> several = new ArrayList<>(this.values.size());
			for (Argument value : this.values) {
				several.add(value.value(arguments));
			}
			return several;
		}

	}

}
