package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Step;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.Values;
import org.jspecify.annotations.Nullable;

/**
 * Which arguments of a call are written, and into which field. Immutable.
 */
record ValueArguments(List<Entry> entries) {

	ValueArguments {
		entries = List.copyOf(entries);
	}

	/** The arguments by the names of the fields. */
	Kw toKeywords(@Nullable Object[] arguments) {
		Kw keywords = Kw.empty();
		for (Entry entry : this.entries) {
			keywords = keywords.and(entry.field(), entry.value().value(arguments));
		}
		return keywords;
	}

	/** The arguments as changes. */
	<M> Update<M> toUpdate(@Nullable Object[] arguments) {
		List<Update.Change> changes = new ArrayList<>(this.entries.size());
		for (Entry entry : this.entries) {
			changes.add(new Update.Change(entry.path(), Values.toExpression(entry.value().value(arguments))));
		}
		return Update.of(changes);
	}

	/** A field, by its name and as the path of a change, and its value. */
	record Entry(String field, List<Step> path, Argument value) {

		Entry {
			path = List.copyOf(path);
		}

	}

}
