package io.asyncorm.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.asyncorm.async.Waiting;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static io.asyncorm.Orm.propagation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link AsyncTransactions#onCommit}.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class CommitHooksIntegrationTests {

	private final TransactionDatabase database;

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	CommitHooksIntegrationTests(TestDatabase kind) {
		this.database = new TransactionDatabase(kind, 1);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void hooksRunInOrderAfterTheCommit() throws InterruptedException {
		Waiting.await(this.database.transactions.atomic(() -> {
			for (int i = 0; i < 10; i++) {
				String name = "hook " + i;
				this.database.transactions.onCommit(() -> this.heard.add(name + this.database.titles()));
			}
			Waiting.await(this.database.acreate("one"));
			assertThat(this.heard).isEmpty();
		}));

		for (int i = 0; i < 10; i++) {
			assertThat(next()).isEqualTo("hook " + i + "[one]");
		}
		assertThatNoMoreIsHeard();
	}

	@Test
	void hooksMayWaitForOperations() throws InterruptedException {
		Waiting.await(this.database.transactions.atomic(() -> this.database.transactions.onCommit(() -> {
			Waiting.await(this.database.acreate("one"));
			this.heard.add("done");
		})));

		assertThat(next()).isEqualTo("done");
		assertThat(this.database.titles()).containsExactly("one");
	}

	@Test
	void aHookThatFailsDoesNotKeepOthersFromRunning() throws InterruptedException {
		CompletableFuture<String> block = this.database.transactions.atomic(() -> {
			this.database.transactions.onCommit(() -> {
				throw new IllegalStateException("hook");
			});
			this.database.transactions.onCommit(() -> this.heard.add("second"));
			return "committed";
		});

		assertThat(Waiting.await(block)).isEqualTo("committed");
		assertThat(next()).isEqualTo("second");
	}

	@Test
	void noHookOfARollbackRuns() throws InterruptedException {
		CompletableFuture<Void> block = this.database.transactions.atomic(() -> {
			hook("rolled back");
			throw new IllegalStateException("rolled back");
		});
		assertThatIllegalStateException().isThrownBy(() -> Waiting.await(block));
		this.database.template().executeWithoutResult((status) -> {
			hook("rolled back by Spring");
			status.setRollbackOnly();
		});

		assertThatNoMoreIsHeard();
	}

	@Test
	void noHookOfACommitThatFailsRuns() throws InterruptedException {
		CompletableFuture<Void> block = this.database.transactions.atomic(() -> {
			hook("never");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					throw new IllegalStateException("not committed");
				}

			});
		});

		assertThatIllegalStateException().isThrownBy(() -> Waiting.await(block)).withMessage("not committed");
		assertThatNoMoreIsHeard();
	}

	@Test
	void noHookOfANestedRollbackRuns() throws InterruptedException {
		Waiting.await(this.database.transactions.atomic(() -> {
			hook("before");
			this.database.transactions.atomic(() -> {
				hook("undone");
				throw new IllegalStateException("undone");
			});
			Waiting.await(this.database.transactions.atomic(() -> hook("nested")));
			hook("after");
		}));

		assertThat(List.of(next(), next(), next())).containsExactly("before", "nested", "after");
		assertThatNoMoreIsHeard();
	}

	@Test
	void hooksOfABlockOfItsOwnRunAtItsCommit() throws InterruptedException {
		List<String> heardBefore = new ArrayList<>();

		Waiting.await(this.database.transactions.atomic(() -> {
			hook("outer");
			Waiting
				.await(this.database.transactions.atomic(propagation(Propagation.REQUIRES_NEW), () -> hook("inner")));
			heardBefore.add(next());
		}));

		assertThat(heardBefore).containsExactly("inner");
		assertThat(next()).isEqualTo("outer");
	}

	@Test
	void hooksOfSpringsTransactionsRunToo() throws InterruptedException {
		this.database.template().executeWithoutResult((status) -> {
			hook("committed");
			assertThat(this.heard).isEmpty();
		});

		assertThat(next()).isEqualTo("committed");
	}

	@Test
	void withoutATransactionAHookRunsAtOnce() throws InterruptedException {
		hook("at once");

		assertThat(next()).isEqualTo("at once");
	}

	private void hook(String name) {
		this.database.transactions.onCommit(() -> this.heard.add(name));
	}

	private String next() throws InterruptedException {
		String next = this.heard.poll(30, TimeUnit.SECONDS);
		assertThat(next).isNotNull();
		return next;
	}

	/** A hook that was wrong would have begun before the one that is right. */
	private void assertThatNoMoreIsHeard() throws InterruptedException {
		hook("last");
		assertThat(next()).isEqualTo("last");
	}

}
