package io.asyncorm.deadlock;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.deadlock.LockingSql.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which there would have been no deadlock, as far as the kinds of the
 * statements tell.
 */
final class DeadlockRule {

	private static final String LOCK_FIRST = "filter(\"pk__in\", keys).orderBy(\"pk\").selectForUpdate().alist()";

	private final List<Held> held = new ArrayList<>();

	private final TableReferences references;

	DeadlockRule(List<DeadlockSide> sides, TableReferences references) {
		this.references = references;
		for (int i = 0; i < sides.size(); i++) {
			DeadlockSide side = sides.get(i);
			DeadlockSide waiter = sides.get((i + sides.size() - 1) % sides.size());
			this.held.add(new Held(side, side.holding(waiter, references), side.trail().waiting()));
		}
	}

	@Override
	public String toString() {
		String tables = this.held.stream()
			.flatMap((side) -> side.side().trail().wanted(this.references).tables().stream())
			.distinct()
			.collect(Collectors.joining(" and "));
		if (this.held.stream().allMatch(Held::isOneStatement)) {
			return "let statements that change many rows" + of(tables) + " lock them in the same order before: "
					+ LOCK_FIRST + " in the same transaction" + at(Held::isOneStatement);
		}
		if (this.held.stream().anyMatch(Held::isUpgraded)) {
			return "lock what is going to be changed with selectForUpdate(), not with a lock that others share"
					+ at(Held::isUpgraded);
		}
		if (this.held.stream().anyMatch(this::isByReference)) {
			return "a new row shares a lock of the row that it refers to, which has to be locked before if it is going"
					+ " to be changed, too: with selectForUpdate() at the beginning" + at(this::isByReference);
		}
		if (this.held.stream().allMatch(Held::isInserted)) {
			return "insert what has a unique key in the same order everywhere, sorted by that key"
					+ at(Held::isInserted);
		}
		Set<String> order = order();
		return "take the locks in the same order everywhere: "
				+ ((order.size() > 1) ? "first of " + String.join(", then of ", order) + ", as A does"
						: "sort what is changed" + of(tables) + " by its key")
				+ ", or lock all of it first: " + LOCK_FIRST;
	}

	/** Where the tables that A has locked and waits for are others. */
	private Set<String> order() {
		Set<String> order = new LinkedHashSet<>();
		Held first = this.held.get(0);
		first.statements().forEach((statement) -> order.addAll(statement.locking().tables()));
		order.addAll(first.side().trail().wanted(this.references).tables());
		return order;
	}

	/** An insert has locked what another wants to change. */
	private boolean isByReference(Held side) {
		return side.statements()
			.stream()
			.anyMatch((holding) -> holding.locking().kind() == Kind.INSERT && this.held.stream()
				.map(Held::waiting)
				.filter(Objects::nonNull)
				.anyMatch((waiting) -> waiting.locking().kind() != Kind.INSERT
						&& this.references.refers(holding.locking(), waiting.locking())));
	}

	/** The lines that the rule is about. */
	private String at(Predicate<Held> which) {
		String lines = this.held.stream()
			.filter(which)
			.flatMap((side) -> side.statements().stream())
			.map(LockStatement::site)
			.filter((site) -> !site.isEmpty())
			.distinct()
			.collect(Collectors.joining(" and "));
		return lines.isEmpty() ? "" : ", as at " + lines;
	}

	private static String of(String tables) {
		return tables.isEmpty() ? "" : " of " + tables;
	}

	/**
	 * What one has, and for what it waits.
	 */
	private record Held(DeadlockSide side, List<LockStatement> statements, @Nullable LockStatement waiting) {

		boolean isOneStatement() {
			return this.waiting != null && this.statements.equals(List.of(this.waiting));
		}

		boolean isUpgraded() {
			return this.waiting != null && this.statements.stream()
				.anyMatch((holding) -> holding.locking().kind() == Kind.SHARE
						&& holding.locking().isOfSameTable(this.waiting.locking()));
		}

		boolean isInserted() {
			return this.waiting != null && Stream.concat(this.statements.stream(), Stream.of(this.waiting))
				.allMatch((statement) -> statement.locking().kind() == Kind.INSERT);
		}

	}

}
