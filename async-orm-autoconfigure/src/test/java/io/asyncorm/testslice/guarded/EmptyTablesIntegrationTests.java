package io.asyncorm.testslice.guarded;

import io.asyncorm.test.AsyncOrmTest;
import io.asyncorm.test.IndexUse;
import io.asyncorm.testslice.guarded.ExpectedFaults.Fault;
import io.asyncorm.testslice.guarded.GuardedApplication.Payments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;

import static io.asyncorm.Orm.await;

/**
 * Tests for {@link AsyncOrmTest#indexes()} where nobody has written a row.
 */
@AsyncOrmTest(indexes = IndexUse.REQUIRED, properties = "spring.application.name=empty")
@ExtendWith(ExpectedFaults.class)
class EmptyTablesIntegrationTests {

	@Autowired
	private Payments payments;

	@Test
	void indexesAreFound() {
		await(this.payments.filter("number", "no. 1").alist());
		await(this.payments.filter("payer", 1L).alist());
		await(this.payments.filter("payer__name", "Ann").selectRelated("payer").alist());
		await(this.payments.filter("payer__city", "Aarhus").alist());
		await(this.payments.orderBy("number").slice(0, 2).alist());
	}

	@Test
	@Fault({ "1 statement cannot", "(\"amount\")" })
	void conditionWithoutAnIndexIsFound() {
		await(this.payments.alist(20));
	}

}
