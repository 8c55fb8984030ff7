package io.asyncorm.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
class TimeOrderedUuidsTests {

	private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);

	private final TimeOrderedUuids uuids = new TimeOrderedUuids(this.clock::get);

	@Test
	void hasVersionVariantAndTheTimeInFront() {
		UUID uuid = this.uuids.make();

		assertThat(uuid.version()).isEqualTo(7);
		assertThat(uuid.variant()).isEqualTo(2);
		assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_000L);
		long before = System.currentTimeMillis();
		assertThat(TimeOrderedUuids.next().getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
	}

	@Test
	void growsWithinAMillisecondBeyondTheCounterAndWhenTheClockGoesBack() {
		List<String> made = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			made.add(this.uuids.make().toString());
		}
		this.clock.addAndGet(-5_000);
		made.add(this.uuids.make().toString());
		this.clock.addAndGet(60_000);
		made.add(this.uuids.make().toString());

		assertThat(made).isSorted().doesNotHaveDuplicates();
		assertThat(UUID.fromString(made.get(10_001)).getMostSignificantBits() >>> 16).isEqualTo(this.clock.get());
	}

	@Test
	void isDistributedAtRandom() {
		Set<Long> counters = new HashSet<>();
		Set<Long> rests = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			this.clock.incrementAndGet();
			UUID uuid = this.uuids.make();
			counters.add(uuid.getMostSignificantBits() & 0xfff);
			rests.add(uuid.getLeastSignificantBits());
		}

		assertThat(counters).hasSizeGreaterThan(50);
		assertThat(rests).hasSize(100);
	}

	@Test
	void growsForEachThreadAndIsUniqueAmongThem() throws Exception {
		Set<UUID> all = new HashSet<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Callable<List<UUID>> task = () -> {
				List<UUID> made = new ArrayList<>();
				for (int i = 0; i < 2_000; i++) {
					made.add(TimeOrderedUuids.next());
				}
				return made;
			};
			for (Future<List<UUID>> future : threads
				.invokeAll(List.of(task, task, task, task, task, task, task, task))) {
				assertThat(future.get()).isSorted();
				all.addAll(future.get());
			}
		}

		assertThat(all).hasSize(16_000);
	}

}
