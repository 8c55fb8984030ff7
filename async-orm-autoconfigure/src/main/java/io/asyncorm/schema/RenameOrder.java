package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Puts renames into an order in which each name is free when something gets it, if need
 * be by a temporary name.
 */
final class RenameOrder {

	private RenameOrder() {
	}

	/**
	 * The renames in order.
	 * @param <N> the names
	 * @param renames to what each name is renamed; nothing that stays has such a name
	 * @param temporary gives something a name that is free for a while
	 */
	static <N> List<Rename<N>> of(Map<N, N> renames, UnaryOperator<N> temporary) {
		Map<N, N> pending = new LinkedHashMap<>(renames);
		List<Rename<N>> ordered = new ArrayList<>();
		while (!pending.isEmpty()) {
			N from = pending.keySet()
				.stream()
				.filter((name) -> !pending.containsKey(pending.get(name)))
				.findFirst()
				.orElse(null);
			if (from != null) {
				ordered.add(new Rename<>(from, Objects.requireNonNull(pending.remove(from))));
				continue;
			}
			N first = pending.keySet().iterator().next();
			N free = temporary.apply(first);
			ordered.add(new Rename<>(first, free));
			pending.put(free, Objects.requireNonNull(pending.remove(first)));
		}
		return ordered;
	}

	/**
	 * A rename.
	 *
	 * @param from the name until then
	 * @param to the name from then on
	 */
	record Rename<N>(N from, N to) {
	}

}
