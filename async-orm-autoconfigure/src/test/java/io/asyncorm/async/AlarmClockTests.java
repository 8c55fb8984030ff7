package io.asyncorm.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AlarmClock}.
 */
@Timeout(300)
class AlarmClockTests {

	private final AlarmClock clock = new VirtualThreadExecutor().alarms();

	@Test
	void ringsAtItsTimeAndNotBefore() throws InterruptedException {
		CountDownLatch rung = new CountDownLatch(1);
		long begin = System.nanoTime();

		this.clock.set(Alarm.of(rung::countDown), begin + Duration.ofMillis(30).toNanos());

		rung.await();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
	}

	@Test
	void anEarlierOneThatIsSetLaterRingsFirst() throws InterruptedException {
		CountDownLatch rung = new CountDownLatch(1);
		this.clock.set(Alarm.of(() -> {
		}), System.nanoTime() + Duration.ofHours(1).toNanos());

		this.clock.set(Alarm.of(rung::countDown), System.nanoTime());

		rung.await();
	}

	@Test
	void oneThatIsCancelledOrSetAnewDoesNotRingAtItsFormerTime() throws InterruptedException {
		AtomicInteger rung = new AtomicInteger();
		Alarm cancelled = Alarm.of(rung::incrementAndGet);
		Alarm later = Alarm.of(rung::incrementAndGet);
		this.clock.set(cancelled, System.nanoTime() + Duration.ofMillis(20).toNanos());
		this.clock.set(later, System.nanoTime() + Duration.ofMillis(20).toNanos());

		this.clock.cancel(cancelled);
		this.clock.set(later, System.nanoTime() + Duration.ofHours(1).toNanos());

		CountDownLatch after = new CountDownLatch(1);
		this.clock.set(Alarm.of(after::countDown), System.nanoTime() + Duration.ofMillis(60).toNanos());
		after.await();
		assertThat(rung).hasValue(0);
	}

	@Test
	void oneThatThrowsKeepsTheOthersFromNothing() throws InterruptedException {
		CountDownLatch rung = new CountDownLatch(1);
		this.clock.set(Alarm.of(() -> {
			throw new IllegalStateException("own");
		}), System.nanoTime());

		this.clock.set(Alarm.of(rung::countDown), System.nanoTime() + Duration.ofMillis(10).toNanos());

		rung.await();
	}

	@Test
	void ofManyThatAreSetAndCancelledAtRandomThoseRingThatAreLeft() throws InterruptedException {
		Random random = new Random(7);
		AtomicInteger rung = new AtomicInteger();
		List<Alarm> alarms = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			alarms.add(Alarm.of(rung::incrementAndGet));
		}
		long late = System.nanoTime() + Duration.ofHours(1).toNanos();
		for (int i = 0; i < 20_000; i++) {
			Alarm alarm = alarms.get(random.nextInt(alarms.size()));
			if (random.nextBoolean()) {
				this.clock.set(alarm, late);
			}
			else {
				this.clock.cancel(alarm);
			}
		}
		alarms.forEach(this.clock::cancel);
		alarms.subList(0, 300).forEach((alarm) -> this.clock.set(alarm, System.nanoTime()));

		CountDownLatch after = new CountDownLatch(1);
		this.clock.set(Alarm.of(after::countDown), System.nanoTime() + Duration.ofMillis(50).toNanos());
		after.await();
		assertThat(rung).hasValue(300);
	}

	@Test
	void timesAreWrittenShort() {
		assertThat(CallLimit.seconds(28_812_000_000L)).isEqualTo("28.8 s");
		assertThat(CallLimit.seconds(30_000_000_000L)).isEqualTo("30 s");
		assertThat(CallLimit.seconds(50_000_000L)).isEqualTo("0.05 s");
		assertThat(CallLimit.seconds(0)).isEqualTo("0 s");
	}

}
