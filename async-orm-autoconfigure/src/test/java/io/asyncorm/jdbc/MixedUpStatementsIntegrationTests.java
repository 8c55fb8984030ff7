package io.asyncorm.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What PostgreSQL says of statements that are not in the session in which the driver
 * believes them, as behind a pooler: in one session, from which somebody took them.
 */
class MixedUpStatementsIntegrationTests {

	/** How often the driver is given a statement before it prepares it. */
	private static final int THRESHOLD = 5;

	private static final Operation<Integer> READ = SqlDatabase.scalar(Integer.class, "select 7 + ?", 1);

	private HikariDataSource pool;

	private JdbcOperationExecutor executor;

	private OperationSession session;

	@BeforeEach
	void prepare() {
		this.pool = TestDatabase.POSTGRESQL.create(1);
		this.executor = SqlDatabase.executor(this.pool);
		this.session = this.executor.openSession();
		for (int i = 0; i <= THRESHOLD; i++) {
			assertThat(this.session.execute(READ)).isEqualTo(8);
		}
	}

	@AfterEach
	void close() {
		this.session.release();
		this.pool.close();
	}

	/** As the first statement, it would be run again. */
	@Test
	void aMissingOneExplainsItself() {
		inTheSession("deallocate all");
		this.session.release();

		new TransactionTemplate(new JdbcTransactionManager(this.pool)).executeWithoutResult((status) -> {
			OperationSession joined = this.executor.joinCallerTransaction();
			joined.execute(SqlDatabase.scalar(Integer.class, "select 1"));
			assertThatTheErrorExplainsItself(joined);
			status.setRollbackOnly();
		});
	}

	@Test
	void anotherOneInItsPlaceExplainsItself() {
		String name = this.session.execute(SqlDatabase.scalar(String.class,
				"select name from pg_prepared_statements where statement like 'select 7 + %'"));
		inTheSession("deallocate all");
		inTheSession("prepare \"" + name + "\" as select 1");

		assertThatTheErrorExplainsItself(this.session);
		assertThat(this.session.execute(READ)).isEqualTo(8);
	}

	@Test
	void oneThatIsThereAlreadyExplainsItself() {
		inTheSession("deallocate all");
		for (int i = 1; i < 20; i++) {
			inTheSession("prepare \"S_" + i + "\" as select 1");
		}
		Operation<Integer> another = SqlDatabase.scalar(Integer.class, "select 8 + ?", 1);

		assertThatExceptionOfType(TransientDataAccessResourceException.class).isThrownBy(() -> {
			for (int i = 0; i <= THRESHOLD; i++) {
				this.session.execute(another);
			}
		}).withMessageContaining("prepareThreshold=0").withStackTraceContaining("already exists");
	}

	/** The driver hears nothing of it. */
	private void inTheSession(String statement) {
		this.session.execute(SqlDatabase.change("do $$ begin execute '" + statement + "'; end $$"));
	}

	private static void assertThatTheErrorExplainsItself(OperationSession session) {
		assertThatExceptionOfType(TransientDataAccessResourceException.class).isThrownBy(() -> session.execute(READ))
			.withMessageStartingWith("Test.asql: ")
			.withMessageContaining("add 'prepareThreshold=0' to the JDBC URL");
	}

}
