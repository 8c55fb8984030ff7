package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes of fields: which field becomes what. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class Update<M> {

	private final List<Change> changes;

	Update(List<Change> changes) {
		this.changes = List.copyOf(changes);
	}

	/** Changes by keyword arguments, whose values may be expressions. */
	public static <M> Update<M> of(Kw values) {
		return new Update<>(values.entries()
			.stream()
			.map((entry) -> new Change(LookupNames.parse(entry.name()), Values.toExpression(entry.value())))
			.toList());
	}

	/** Changes whose fields were named ahead. */
	public static <M> Update<M> of(List<Change> changes) {
		return new Update<>(changes);
	}

	/** These changes and more. */
	public Update<M> and(Update<M> more) {
		List<Change> all = new ArrayList<>(this.changes);
		all.addAll(more.changes);
		return new Update<>(all);
	}

	public List<Change> changes() {
		return this.changes;
	}

	/** A field as it was named, and its new value. */
	public record Change(List<Step> path, Expression value) {

	}

}
