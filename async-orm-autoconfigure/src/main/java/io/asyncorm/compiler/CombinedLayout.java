package io.asyncorm.compiler;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.mapping.RowLayout;
import io.asyncorm.query.QueryState;

/**
 * How the rows of combined query sets are read: as those of the first, with single values
 * of the type that the database gives them all.
 */
final class CombinedLayout {

	/** From the narrowest to the widest, as servers convert numbers. */
	private static final List<Class<?>> NUMBERS = List.of(Short.class, Integer.class, Long.class, BigDecimal.class,
			Float.class, Double.class);

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
		int one = NUMBERS.indexOf(first.type());
		int other = NUMBERS.indexOf(second.type());
		return (one >= 0 && other >= 0) ? new RowLayout.ValueLayout(NUMBERS.get(Math.max(one, other)), false)
				: new RowLayout.ValueLayout(Object.class, false);
	}

}
