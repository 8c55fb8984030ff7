package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The assignments of an update: fields and their new values. Equal to another of the same
 * assignments in the same order. Immutable.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class Update<M> {

	private final List<ExpressionAccess.Change> changes;

	Update(List<ExpressionAccess.Change> changes) {
		this.changes = List.copyOf(changes);
	}

	/** Changes by keyword arguments, whose values may be expressions. */
	public static <M> Update<M> of(Kw values) {
		return new Update<>(ExpressionAccess.keywords(values)
			.stream()
			.map((keyword) -> new ExpressionAccess.Change(keyword.path(), ExpressionAccess.toTree(keyword.value())))
			.toList());
	}

	/** Adds assignments. */
	public Update<M> and(Update<M> more) {
		List<ExpressionAccess.Change> all = new ArrayList<>(this.changes);
		all.addAll(ExpressionAccess.changes(more));
		return new Update<>(all);
	}

	List<ExpressionAccess.Change> changes() {
		return this.changes;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Update<?> that && this.changes.equals(that.changes);
	}

	@Override
	public int hashCode() {
		return this.changes.hashCode();
	}

	/** The code that makes it, with its values. */
	@Override
	public String toString() {
		return CodeText.of("kw",
				this.changes.stream()
					.map((change) -> new Expression.Keyword(change.path(), new Expr<>(change.value())))
					.toList());
	}

}
