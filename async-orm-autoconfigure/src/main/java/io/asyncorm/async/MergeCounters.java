package io.asyncorm.async;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.asyncorm.query.MergeKind;

/**
 * Counts merged operations and their statements, for each kind. Thread-safe.
 */
final class MergeCounters {

	private final Map<MergeKind, LongAdder> operations = new EnumMap<>(MergeKind.class);

	private final Map<MergeKind, LongAdder> statements = new EnumMap<>(MergeKind.class);

	MergeCounters() {
		for (MergeKind kind : MergeKind.values()) {
			this.operations.put(kind, new LongAdder());
			this.statements.put(kind, new LongAdder());
		}
	}

	/** Counts a statement. */
	void count(MergeKind kind, int operations) {
		this.operations.get(kind).add(operations);
		this.statements.get(kind).increment();
	}

	/** What was counted so far. */
	Map<MergeKind, MergeCount> counts() {
		Map<MergeKind, MergeCount> counts = new EnumMap<>(MergeKind.class);
		this.operations
			.forEach((kind, adder) -> counts.put(kind, new MergeCount(adder.sum(), this.statements.get(kind).sum())));
		return counts;
	}

}
