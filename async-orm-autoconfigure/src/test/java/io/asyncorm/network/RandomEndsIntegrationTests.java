package io.asyncorm.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.asyncorm.Deadline;
import io.asyncorm.Orm;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.TestDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes, reads and blocks that are cancelled or run out of time at random moments,
 * beside others that are not, which must not notice: what is acknowledged is stored, what
 * has failed is not, and in the end nothing is held by anybody. A thousand cancels come
 * in time, or ten thousand with {@code -Dasync-orm.thorough=true}.
 */
@Timeout(600)
class RandomEndsIntegrationTests {

	private static final Log logger = LogFactory.getLog(RandomEndsIntegrationTests.class);

	private static final int CANCELS = Boolean.getBoolean("async-orm.thorough") ? 10_000 : 1_000;

	private static final int AT_ONCE = 60;

	private final Random random = new Random(11);

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void theAccountIsBalanced(TestDatabase database) {
		try (PostOffice office = new PostOffice(database, 4)) {
			List<Call> calls = new ArrayList<>();
			long cancelled = 0;
			while (cancelled < CANCELS) {
				List<Call> together = IntStream.range(calls.size(), calls.size() + AT_ONCE)
					.mapToObj((number) -> call(office, "letter " + number))
					.toList();
				together.forEach(Call::settle);
				calls.addAll(together);
				cancelled += together.stream().filter(Call::isCancelled).count();
			}

			logger.info("%s: %d of %d calls were cancelled".formatted(database, cancelled, calls.size()));
			assertThat(cancelled).isGreaterThanOrEqualTo(CANCELS);
			office.awaitActive(0);
			Set<String> stored = new HashSet<>(office.stored());
			for (Call call : calls) {
				call.requireConsistent(stored);
			}
			office.assertThatAllWorksAgain();
		}
	}

	private Call call(PostOffice office, String name) {
		Duration limit = Duration.ofNanos(50_000 + this.random.nextInt(4_000_000));
		return switch (this.random.nextInt(11)) {
			case 0 -> new Call(name, office.acreate(name), true, true).cancelAfter(limit);
			case 1 -> new Call(name, atomic(office, name), true, true).cancelAfter(limit);
			case 2 -> new Call(name, office.letters.acount(), false, true).cancelAfter(limit);
			case 3 -> new Call(name, office.letters.alist(), false, true).cancelAfter(limit);
			case 4 -> new Call(name, office.letters.aiterator(10).forEach((letter) -> {
			}), false, true).cancelAfter(limit);
			case 5 -> new Call(name, office.acreate(name), true, false)
				.limited((future) -> future.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS));
			case 6 -> new Call(name, Deadline.within(limit, () -> office.acreate(name)), true, false).limited();
			case 7 -> new Call(name, Deadline.within(limit, () -> atomic(office, name)), true, false).limited();
			case 8 -> new Call(name, office.letters.timeout(limit).alist(), false, false).limited();
			case 9 -> new Call(name, atomic(office, name), true, false);
			default -> new Call(name, office.acreate(name), true, false);
		};
	}

	private static CompletableFuture<?> atomic(PostOffice office, String name) {
		return office.orm.transactions().atomic(() -> {
			Orm.await(office.letters.acount());
			return Orm.await(office.acreate(name));
		});
	}

	/** A call, and what may become of it. */
	private static final class Call {

		private final String name;

		private final CompletableFuture<?> future;

		private final boolean writes;

		private final boolean cancelled;

		private boolean limited;

		Call(String name, CompletableFuture<?> future, boolean writes, boolean cancelled) {
			this.name = name;
			this.future = future;
			this.writes = writes;
			this.cancelled = cancelled;
		}

		Call limited() {
			this.limited = true;
			return this;
		}

		Call limited(Consumer<CompletableFuture<?>> limit) {
			limit.accept(this.future);
			return limited();
		}

		Call cancelAfter(Duration time) {
			CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS)
				.execute(() -> this.future.cancel(true));
			return this;
		}

		void settle() {
			assertThat(this.future.handle((value, failure) -> true)).succeedsWithin(Duration.ofSeconds(60));
		}

		boolean isCancelled() {
			return this.future.isCancelled();
		}

		void requireConsistent(Set<String> stored) {
			Throwable failure = this.future.isCompletedExceptionally() ? failure() : null;
			switch (failure) {
				case null -> assertThat(stored.contains(this.name)).as(this.name).isEqualTo(this.writes);
				case CancellationException ex -> {
					assertThat(this.cancelled).as(this.name).isTrue();
					assertThat(stored).doesNotContain(this.name);
				}
				case TransactionOutcomeUnknownException ex -> assertThat(this.limited || this.cancelled).isTrue();
				case QueryTimeoutException ex -> {
					assertThat(this.limited).as(this.name + ": " + ex).isTrue();
					assertThat(stored).doesNotContain(this.name);
				}
				default -> throw new AssertionError(this.name, failure);
			}
		}

		private Throwable failure() {
			try {
				Orm.await(this.future);
				throw new AssertionError(this.name);
			}
			catch (RuntimeException ex) {
				return ex;
			}
		}

	}

}
