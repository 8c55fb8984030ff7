package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.type.NumberType;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.plan.QueryState;

/**
 * How the rows of combined query sets are read: as those of the first, with single values
 * of the type that the database gives them all.
 */
final class CombinedLayout {

	private CombinedLayout() {
	}

	/**
	 * @param parts the layouts of the query sets that are combined
	 */
	static RowLayout of(QueryState state, List<RowLayout> parts) {
		RowLayout first = parts.get(0);
		if (state.selection() instanceof QueryState.Instances instances && !instances.annotations()) {
			return new RowLayout(first.object(), List.of());
		}
		List<RowLayout.ValueLayout> values = new ArrayList<>(first.values());
		for (RowLayout part : parts) {
			for (int i = 0; i < Math.min(values.size(), part.values().size()); i++) {
				values.set(i, common(values.get(i), part.values().get(i)));
			}
		}
		return new RowLayout(first.object(), values);
	}

	/** What is of no common type comes as the driver gives it. */
	private static RowLayout.ValueLayout common(RowLayout.ValueLayout first, RowLayout.ValueLayout second) {
		if (first.equals(second) || second.type() == Void.class) {
			return first;
		}
		if (first.type() == Void.class) {
			return second;
		}
		Class<?> number = NumberType.wider(first.type(), second.type());
		return new RowLayout.ValueLayout((number != null) ? number : Object.class, false);
	}

}
