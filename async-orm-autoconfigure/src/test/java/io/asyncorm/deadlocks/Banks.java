package io.asyncorm.deadlocks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import javax.sql.DataSource;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.transaction.AsyncTransactions;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with accounts, whose locks are followed.
 */
final class Banks {

	private Banks() {
	}

	static ApplicationContextRunner at(DatabaseAddress address) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withUserConfiguration(Bank.class)
			.withPropertyValues(address.toProperties())
			.withPropertyValues("async-orm.schema.action=create", "async-orm.diagnostics.locks=true");
	}

	/** Whose sessions are the first to look for deadlocks. */
	static ApplicationContextRunner failingAt(DatabaseAddress address) {
		return at(address)
			.withPropertyValues("spring.datasource.hikari.connection-init-sql=set deadlock_timeout = '200ms'");
	}

	/** Whose sessions leave it to others to look for deadlocks. */
	static ApplicationContextRunner patientAt(DatabaseAddress address) {
		return at(address)
			.withPropertyValues("spring.datasource.hikari.connection-init-sql=set deadlock_timeout = '60s'");
	}

	static JdbcClient jdbc(BeanFactory beans) {
		return JdbcClient.create(beans.getBean(DataSource.class));
	}

	static Function<Runnable, CompletableFuture<?>> blocks(BeanFactory beans) {
		AsyncTransactions transactions = beans.getBean(AsyncTransactions.class);
		return (block) -> transactions.atomic(block::run);
	}

	static Function<Runnable, CompletableFuture<?>> transactionsOfSpring(BeanFactory beans) {
		TransactionTemplate template = new TransactionTemplate(beans.getBean(PlatformTransactionManager.class));
		return (block) -> onThread(() -> template.executeWithoutResult((status) -> block.run()));
	}

	static CompletableFuture<?> onThread(Runnable block) {
		return CompletableFuture.runAsync(block, (task) -> new Thread(task).start());
	}

	/** Accounts as if nothing had happened yet. */
	static Planted planted(BeanFactory beans) {
		JdbcClient jdbc = jdbc(beans);
		jdbc.sql("truncate account, transfer restart identity").update();
		jdbc.sql("insert into account (owner, balance) values ('Cid', 0), ('Dan', 0), ('Eve', 0)").update();
		jdbc.sql("insert into transfer (amount, account_id) values (0, 1), (0, 2)").update();
		return of(beans);
	}

	/** Accounts as they are. */
	static Planted of(BeanFactory beans) {
		return new Planted(beans.getBean(Accounts.class), beans.getBean(Transfers.class), 1, 2);
	}

	/**
	 * Locks the middle of three rows, for which others wait that come from both sides.
	 * @return waits until they do, and gives it back
	 */
	static Runnable middleRow(BeanFactory beans) {
		SingleConnectionDataSource gate = new SingleConnectionDataSource(
				DataSourceUtils.getConnection(beans.getBean(DataSource.class)), true);
		JdbcClient jdbc = JdbcClient.create(gate);
		jdbc.sql("begin").update();
		jdbc.sql("select 1 from account where id = 2 for update").query(Integer.class).single();
		return () -> {
			awaitWaiting(jdbc(beans), 2);
			jdbc.sql("rollback").update();
			gate.destroy();
		};
	}

	/**
	 * Locks the transfers of the first account, which it changes when another waits for
	 * them.
	 * @return waits until one does, changes the account and commits
	 */
	static Runnable changesOfTransfers(BeanFactory beans) {
		SingleConnectionDataSource connection = new SingleConnectionDataSource(
				DataSourceUtils.getConnection(beans.getBean(DataSource.class)), true);
		JdbcClient jdbc = JdbcClient.create(connection);
		jdbc.sql("set deadlock_timeout = '60s'").update();
		jdbc.sql("begin").update();
		jdbc.sql("update transfer set amount = 1 where account_id = 1").update();
		return () -> {
			awaitWaiting(jdbc(beans), 1);
			jdbc.sql("update account set balance = 1 where id = 1").update();
			jdbc.sql("commit").update();
			connection.destroy();
		};
	}

	private static void awaitWaiting(JdbcClient jdbc, int sessions) {
		String waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
				+ " and datname = current_database()";
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (jdbc.sql(waiting).query(Integer.class).single() < sessions) {
			assertThat(System.nanoTime()).isLessThan(end);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Account.class)
	static class Bank {

	}

}
