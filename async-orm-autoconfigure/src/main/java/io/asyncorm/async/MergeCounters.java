package io.asyncorm.async;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.asyncorm.query.MergeCount;
import io.asyncorm.query.MergeKind;

/**
 * Counts merged operations and their statements, for each kind. Thread-safe.
 */
final class MergeCounters {

	private final Map<MergeKind, Counter> counters = new EnumMap<>(MergeKind.class);

	private final AtomicLong statements = new AtomicLong();

	MergeCounters() {
		for (MergeKind kind : MergeKind.values()) {
			this.counters.put(kind, new Counter(new LongAdder(), new LongAdder()));
		}
	}

	/** Counts a statement; returns the number of it. */
	long count(MergeKind kind, int operations) {
		Counter counter = Objects.requireNonNull(this.counters.get(kind));
		counter.operations.add(operations);
		counter.statements.increment();
		return this.statements.incrementAndGet();
	}

	/** What was counted so far. */
	Map<MergeKind, MergeCount> counts() {
		Map<MergeKind, MergeCount> counts = new EnumMap<>(MergeKind.class);
		this.counters.forEach((kind, counter) -> counts.put(kind,
				new MergeCount(counter.operations.sum(), counter.statements.sum())));
		return counts;
	}

	/** What is counted of a kind. */
	private record Counter(LongAdder operations, LongAdder statements) {

	}

}
