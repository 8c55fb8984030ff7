package io.asyncorm.deadlock;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One of the transactions of a deadlock.
 *
 * @param name what it is called
 * @param trail what it has sent
 * @param foreign what the database tells of one that is not of this data source: its last
 * statement, which waits; null if that is not so
 */
record DeadlockSide(String name, TransactionTrail trail, @Nullable ServerSession foreign) {

	static DeadlockSide failed(TransactionTrail trail) {
		return new DeadlockSide("this transaction, which was rolled back", trail, null);
	}

	static DeadlockSide own(TransactionTrail trail) {
		return new DeadlockSide("process " + trail.process() + ", of the same data source", trail, null);
	}

	static DeadlockSide foreign(ServerSession session) {
		LockStatement statement = new LockStatement("", null, session.query(), session.begin());
		return new DeadlockSide(session.name() + ": what it waits for",
				new TransactionTrail(session.process(), List.of(statement), statement), session);
	}

	/** One that has gone on, so that nobody can tell what it has waited for. */
	static DeadlockSide gone(ServerSession session) {
		return new DeadlockSide(session.name() + ", which has gone on",
				new TransactionTrail(session.process(), List.of(), null), null);
	}

	/** One of which nothing is known. */
	static DeadlockSide unknown(int process) {
		return new DeadlockSide("process " + process + ", of which nothing is known",
				new TransactionTrail(process, List.of(), null), null);
	}

	/** Its statements that may have the lock for which another one waits. */
	List<LockStatement> holding(DeadlockSide waiter, TableReferences references) {
		return (this.foreign != null) ? List.of() : this.trail.holding(waiter.trail, references);
	}

	/** What stands in its column for a statement. */
	String text(LockStatement statement) {
		if (this.foreign != null) {
			return this.foreign.toString();
		}
		return statement.isCommit() ? "to commit " + this.trail.writing()
			.stream()
			.map(LockStatement::shortened)
			.distinct()
			.collect(Collectors.joining(" and ")) : statement.shortened();
	}

}
