package io.asyncorm.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.async.Waiting;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link AsyncTransactions}: outermost blocks.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class AsyncTransactionsIntegrationTests {

	private final TestDatabase kind;

	private final TransactionDatabase database;

	AsyncTransactionsIntegrationTests(TestDatabase kind) {
		this.kind = kind;
		this.database = new TransactionDatabase(kind, 2);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void commitsWhatTheBlockWroteWhenItReturns() {
		CompletableFuture<List<String>> seenByOthers = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			Waiting.await(this.database.acreate("two"));
			return CompletableFuture.supplyAsync(this.database::titles).join();
		});

		assertThat(Waiting.await(seenByOthers)).isEmpty();
		assertThat(this.database.titles()).containsExactly("one", "two");
	}

	@Test
	void operationsJoinOnTheThreadOfTheBlock() {
		CompletableFuture<Boolean> joined = this.database.transactions
			.atomic(() -> this.database.acreate("one").isDone() && this.database.acreate("two").isDone()
					&& Thread.currentThread().isVirtual());

		assertThat(Waiting.await(joined)).isTrue();
	}

	@Test
	void springsJdbcTakesPart() {
		CompletableFuture<Object> count = this.database.transactions.atomic(() -> {
			this.database.jdbc.sql("insert into book values ('by jdbc')").update();
			return Waiting.await(this.database.aread("select title from book"));
		});

		assertThat(Waiting.await(count)).isEqualTo("by jdbc");
	}

	@Test
	void rollsBackWhateverIsThrownAndThrowsItBare() {
		List.of(new IOException("checked"), new IllegalStateException("unchecked"), new AssertionError("error"))
			.forEach((failure) -> {
				CompletableFuture<Void> future = this.database.transactions.atomic(() -> {
					Waiting.await(this.database.acreate("lost"));
					if (failure instanceof Error error) {
						throw error;
					}
					throw (Exception) failure;
				});

				assertThat(catchThrowable(() -> Waiting.await(future))).isSameAs(failure);
			});
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void refusesAFutureAsTheValueOfABlock() {
		CompletableFuture<CompletableFuture<Integer>> future = this.database.transactions
			.atomic(() -> this.database.acreate("lost"));

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> Waiting.await(future))
			.withMessageContaining("returned a future")
			.withMessageContaining("await(...)");
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void aFailureThatNobodyLookedAtFailsTheBlock() {
		this.database.jdbc.sql("insert into book values ('there')").update();

		CompletableFuture<String> future = this.database.transactions.atomic(() -> {
			this.database.acreate("lost");
			this.database.acreate("there");
			return "looks fine";
		});

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> Waiting.await(future));
		assertThat(this.database.titles()).containsExactly("there");
	}

	@Test
	void aFailureThatWasCaughtFailsTheBlockWithTheFirstCause() {
		List<Throwable> caught = new ArrayList<>();

		CompletableFuture<String> future = this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			caught.add(catchThrowable(() -> Waiting.await(this.database.acreate("one"))));
			caught.add(catchThrowable(() -> Waiting.await(this.database.acreate("one"))));
			return "looks fine";
		});

		assertThat(catchThrowable(() -> Waiting.await(future))).isInstanceOf(DuplicateKeyException.class)
			.isSameAs(caught.get(0));
		assertThat(this.database.titles()).isEmpty();
	}

	@Test
	void aFailureThatDidNotReachTheDatabaseMayBeCaught() {
		Waiting.await(this.database.transactions.atomic(() -> {
			Waiting.await(this.database.acreate("one"));
			CompletableFuture<Object> failed = this.database.aread("select title from book where title = 'none'");
			assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Waiting.await(failed));
		}));

		assertThat(this.database.titles()).containsExactly("one");
	}

	@Test
	void manyBlocksRunOnFewConnections() {
		List<CompletableFuture<String>> futures = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			String title = "book " + i;
			futures.add(this.database.transactions.atomic(() -> {
				Waiting.await(this.database.acreate(title));
				return title;
			}));
		}

		assertThat(Waiting.await(Waiting.gather(futures))).hasSize(50);
		assertThat(this.database.titles()).hasSize(50);
	}

	@Test
	void refusesATransactionManagerOfAnotherDataSource() {
		try (HikariDataSource other = this.kind.create(1)) {
			JdbcTransactionManager manager = new JdbcTransactionManager(other);

			assertThatExceptionOfType(IllegalTransactionStateException.class)
				.isThrownBy(() -> this.database.transactions(manager))
				.withMessageContaining("are not those of the data source");
		}
	}

	@Test
	void writesNothingByATransactionManagerThatDoesNotSayWhatItIsOver() {
		try (HikariDataSource other = this.kind.create(1)) {
			AsyncTransactions transactions = this.database.transactions(new Silent(new JdbcTransactionManager(other)));

			CompletableFuture<Integer> future = transactions.atomic(() -> Waiting.await(this.database.acreate("lost")));

			assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> Waiting.await(future))
				.withMessageContaining("are not those of the data source");
			assertThat(this.database.titles()).isEmpty();
		}
	}

	/** As one of an application's own may be. */
	private record Silent(PlatformTransactionManager target) implements PlatformTransactionManager {

		@Override
		public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
			return this.target.getTransaction(definition);
		}

		@Override
		public void commit(TransactionStatus status) {
			this.target.commit(status);
		}

		@Override
		public void rollback(TransactionStatus status) {
			this.target.rollback(status);
		}

	}

}
