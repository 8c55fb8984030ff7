package io.asyncorm.deadlock;

import java.util.List;

import io.asyncorm.deadlock.LockingSql.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The last statements of a transaction, as it was when it waited for a lock. Immutable.
 *
 * @param process the number of its session
 * @param statements in order, those that lock nothing included
 * @param waiting the one that waits, the last of them; null if there is none
 */
record TransactionTrail(int process, List<LockStatement> statements, @Nullable LockStatement waiting) {

	/** Those that have locked something, or wait for it. */
	List<LockStatement> locking() {
		return this.statements.stream()
			.filter((statement) -> statement == this.waiting || statement.locking().locks())
			.toList();
	}

	/** Whether it waits at its end. */
	boolean isCommitting() {
		return this.waiting != null && this.waiting.isCommit();
	}

	/** Those that add or change rows, whose references are checked at its end. */
	List<LockStatement> writing() {
		return this.statements.stream()
			.filter((statement) -> statement.locking().kind() == Kind.INSERT
					|| statement.locking().kind() == Kind.CHANGE)
			.toList();
	}

	/** What it waits for: at its end, what its rows refer to. */
	LockingSql wanted(TableReferences references) {
		if (this.waiting == null) {
			return LockingSql.NOTHING;
		}
		return isCommitting() ? references.targetsOf(writing()) : this.waiting.locking();
	}

	/**
	 * Those that may have the lock for which another transaction waits: of the same table
	 * if there are any, or else those that refer to it; and if there are none of these,
	 * all. A statement that waits itself has locked some of its rows already.
	 */
	List<LockStatement> holding(TransactionTrail other, TableReferences references) {
		List<LockStatement> before = locking().stream().filter((statement) -> statement != this.waiting).toList();
		LockingSql wanted = other.wanted(references);
		List<LockStatement> same = before.stream()
			.filter((statement) -> statement.locking().isOfSameTable(wanted))
			.toList();
		if (!same.isEmpty()) {
			return same;
		}
		List<LockStatement> related = before.stream()
			.filter((statement) -> references.areRelated(statement.locking(), wanted))
			.toList();
		if (!related.isEmpty()) {
			return related;
		}
		boolean itself = this.waiting != null && (this.waiting.locking().isOfSameTable(wanted) || before.isEmpty());
		return (itself && this.waiting != null) ? List.of(this.waiting) : before;
	}

}
