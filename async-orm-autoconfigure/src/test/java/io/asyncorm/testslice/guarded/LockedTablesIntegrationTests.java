package io.asyncorm.testslice.guarded;

import io.asyncorm.test.AsyncOrmTest;
import io.asyncorm.test.IndexUse;
import io.asyncorm.testslice.guarded.ExpectedFaults.Fault;
import io.asyncorm.testslice.guarded.GuardedApplication.Payments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;

/**
 * Tests for {@link AsyncOrmTest#indexes()} with tests that lock tables in their own
 * transaction.
 */
@AsyncOrmTest(indexes = IndexUse.REQUIRED, properties = "spring.application.name=locked")
@ExtendWith(ExpectedFaults.class)
class LockedTablesIntegrationTests {

	private static final String REFUSED = "another transaction has locked: ";

	private static final String ADVICE = "do not TRUNCATE or change tables in it: delete the rows";

	@Autowired
	private Payments payments;

	@Autowired
	private JdbcClient jdbc;

	@Test
	@Fault({ REFUSED + "'payment' (AccessExclusiveLock)", ADVICE })
	void truncatedTable() {
		this.jdbc.sql("truncate table payment").update();

		await(this.payments.filter("number", "no. 1").alist());
	}

	@Test
	@Fault({ REFUSED + "'payment' (AccessExclusiveLock)", ADVICE })
	void changedTable() {
		this.jdbc.sql("alter table payment add column note text").update();

		await(this.payments.filter("number", "no. 1").alist());
	}

	@Test
	void rowsThatAreDeletedLockNoTable() {
		this.jdbc.sql("delete from payment").update();

		await(this.payments.filter("number", "no. 1").alist());
	}

}
