package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.type.NumberType;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.plan.QueryState;

/**
 * Computes the row layout of a UNION, INTERSECT or EXCEPT: that of the first query set,
 * with the common type of each column.
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
			return new RowLayout(first.object(), first.joined(), List.of());
		}
		List<RowLayout.ValueLayout> values = new ArrayList<>(first.values());
		for (RowLayout part : parts) {
			for (int i = 0; i < Math.min(values.size(), part.values().size()); i++) {
				values.set(i, common(values.get(i), part.values().get(i)));
			}
		}
		// What is selected for the order only is not read
		return new RowLayout(first.object(), first.joined(), (state.selection() instanceof QueryState.Columns columns)
				? values.subList(0, Math.min(values.size(), columns.columns().size())) : values);
	}

	/** A column whose types have nothing in common is read as the driver returns it. */
	private static RowLayout.ValueLayout common(RowLayout.ValueLayout first, RowLayout.ValueLayout second) {
		if (first.equals(second) || second.type() == Void.class) {
			return first;
		}
		if (first.type() == Void.class) {
			return second;
		}
		Class<?> number = NumberType.wider(first.type(), second.type());
		return new RowLayout.ValueLayout((number != null) ? number : Object.class);
	}

}
