package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Chooses what is renamed of what could be: nothing whose new name something has that
 * keeps it.
 *
 * @param <O> what wants a name: a model, or a field
 * @param <S> what has one: a table, or a column
 * @param wishes those of all that want a name
 */
record RenameChoice<O, S>(List<Wish<O, S>> wishes) {

	/** What is renamed for whom, and why nothing is for others that ask for it. */
	Result<O, S> choose() {
		Map<O, S> renamed = new LinkedHashMap<>();
		while (chooseOne(renamed)) {
			// what it frees, another one may get
		}
		List<Wish<O, S>> exchanging = new ArrayList<>(this.wishes.stream()
			.filter((wish) -> wish.exchanging() && !renamed.containsKey(wish.owner()) && wish.source() != null)
			.toList());
		while (exchanging
			.removeIf((wish) -> exchanging.stream().noneMatch((other) -> Objects.equals(wish.now(), other.source())))) {
			// nothing is exchanged with what is not there
		}
		exchanging.forEach((wish) -> renamed.put(wish.owner(), wish.sources().get(0)));
		Map<O, Problem> problems = new LinkedHashMap<>();
		for (Wish<O, S> wish : this.wishes) {
			if (wish.told() && !renamed.containsKey(wish.owner())) {
				Problem problem = problem(wish, renamed.values());
				if (problem != null) {
					problems.put(wish.owner(), problem);
				}
			}
		}
		return new Result<>(renamed, problems);
	}

	private boolean chooseOne(Map<O, S> renamed) {
		for (Wish<O, S> wish : this.wishes) {
			S source = wish.source();
			if (source != null && !renamed.containsKey(wish.owner()) && !renamed.containsValue(source)
					&& (wish.now() == null || renamed.containsValue(wish.now())) && (wish.told() || isFree(source))) {
				renamed.put(wish.owner(), source);
				return true;
			}
		}
		return false;
	}

	/** Whether nobody means it who does not ask for another one. */
	private boolean isFree(S source) {
		return this.wishes.stream().noneMatch((other) -> source.equals(other.now()) && other.sources().isEmpty());
	}

	private @Nullable Problem problem(Wish<O, S> wish, Collection<S> renamed) {
		if (wish.now() == null) {
			return wish.sources().isEmpty() ? Problem.NONE : Problem.SEVERAL;
		}
		Set<S> meant = new HashSet<>(renamed);
		this.wishes.forEach((other) -> {
			S now = other.now();
			if (now != null) {
				meant.add(now);
			}
		});
		return meant.containsAll(wish.sources()) ? null : Problem.BOTH;
	}

	/** Why nothing is renamed. */
	enum Problem {

		/** There is nothing of the former name. */
		NONE,

		/** There are several that it may have been. */
		SEVERAL,

		/** There is something of the former name, and of the new one. */
		BOTH

	}

	/**
	 * What one wants.
	 *
	 * @param owner who wants it
	 * @param now what has its name; null if nothing has
	 * @param sources what has one of its former names
	 * @param told whether an annotation asks for it
	 * @param exchanging whether it is to exchange names with others
	 */
	record Wish<O, S>(O owner, @Nullable S now, List<S> sources, boolean told, boolean exchanging) {

		/** What is to get its name; null if nobody knows which. */
		@Nullable S source() {
			return (this.sources.size() == 1) ? this.sources.get(0) : null;
		}

	}

	/**
	 * What comes of it.
	 *
	 * @param renamed what is renamed for whom
	 * @param problems why nothing is for others
	 */
	record Result<O, S>(Map<O, S> renamed, Map<O, Problem> problems) {
	}

}
