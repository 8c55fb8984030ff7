package io.asyncorm.jdbc;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Model;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TransactionFailures}: what nobody looked at is not committed.
 */
class TransactionFailuresIntegrationTests {

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void aFailureRightBeforeTheCommitIsNotCommitted(TestDatabase database) {
		try (HikariDataSource pool = database.create(2)) {
			JdbcOperationExecutor executor = SqlDatabase.executor(pool);
			OperationSession session = executor.openSession();
			session.execute(SqlDatabase.change("create table t (id int primary key)"));
			Operation<Long> insert = SqlDatabase.change("insert into t values (1)");
			TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(pool));

			assertThatExceptionOfType(UnexpectedRollbackException.class)
				.isThrownBy(() -> template.executeWithoutResult((status) -> {
					executor.joinCallerTransaction().execute(insert);
					TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

						@Override
						public void beforeCommit(boolean readOnly) {
							assertThatExceptionOfType(DuplicateKeyException.class)
								.isThrownBy(() -> executor.joinCallerTransaction().execute(insert));
						}

					});
				}));

			assertThat(session.execute(SqlDatabase.scalar(Long.class, "select count(*) from t"))).isZero();
			session.release();
		}
	}

	/** Spring's manager keeps the collection that it was given. */
	@Test
	void listenersOfTheApplicationThatCannotBeAddedToStay() {
		try (HikariDataSource pool = TestDatabase.H2.create(2)) {
			AtomicInteger commits = new AtomicInteger();
			JdbcTransactionManager manager = new JdbcTransactionManager(pool);
			manager.setTransactionExecutionListeners(List.of(new TransactionExecutionListener() {

				@Override
				public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
					commits.incrementAndGet();
				}

			}));

			for (int i = 0; i < 2; i++) {
				AsyncOrm.builder(pool).models(Shelf.class).transactionManager(manager).build().close();
			}
			new TransactionTemplate(manager).executeWithoutResult((status) -> {
			});

			assertThat(commits).hasValue(1);
			assertThat(manager.getTransactionExecutionListeners()).hasSize(2);
		}
	}

	@Model
	record Shelf(@Nullable Long id, String name) {
	}

}
