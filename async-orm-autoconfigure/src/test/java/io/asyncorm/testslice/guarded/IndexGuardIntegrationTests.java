package io.asyncorm.testslice.guarded;

import java.util.List;
import java.util.stream.IntStream;

import io.asyncorm.query.Ref;
import io.asyncorm.test.AsyncOrmTest;
import io.asyncorm.test.IndexUse;
import io.asyncorm.testslice.guarded.ExpectedFaults.Fault;
import io.asyncorm.testslice.guarded.GuardedApplication.Payer;
import io.asyncorm.testslice.guarded.GuardedApplication.Payers;
import io.asyncorm.testslice.guarded.GuardedApplication.Payment;
import io.asyncorm.testslice.guarded.GuardedApplication.Payments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;

/**
 * Tests for {@link AsyncOrmTest#indexes()}, which each of them demands.
 */
@AsyncOrmTest(indexes = IndexUse.REQUIRED)
@ExtendWith(ExpectedFaults.class)
class IndexGuardIntegrationTests {

	@Autowired
	private Payers payers;

	@Autowired
	private Payments payments;

	private long ann;

	@BeforeEach
	void pay() {
		Payer payer = await(this.payers.acreate("Ann", "Aarhus"));
		this.ann = payer.id();
		await(this.payments.abulkCreate(
				IntStream.range(0, 5).mapToObj((i) -> new Payment(null, "no. " + i, 10 * i, Ref.to(payer))).toList()));
		await(this.payments.filter("amount", 7).alist()); // is no part of a test
	}

	@Test
	void keysAndForeignKeysHaveAnIndex() {
		await(this.payments.filter("number", "no. 1").alist());
		await(this.payments.filter("number__in", List.of("no. 1", "no. 2")).alist());
		await(this.payments.filter("payer", this.ann).alist());
		await(this.payments.filter("payer__name", "Ann").selectRelated("payer").alist());
		await(this.payments.filter("payer__in", List.of(this.ann)).alist());
		await(this.payments.aupdateOrCreate(kw("number", "no. 1"), defaults("amount", 70, "payer_id", this.ann)));
		await(this.payments.filter("number__gte", "no. 2").filter("amount", 20).alist());
		await(this.payments.filter("payer", this.ann).aupdate(kw("amount", 1)));
	}

	@Test
	void smallTablesMayBeReadAsAWhole() {
		await(this.payers.filter("city", "Aarhus").alist());
	}

	@Test
	void smallTableWithoutAnIndexMayLeadToALargeOneWithOne() {
		await(this.payments.filter("payer__city", "Aarhus").alist());
	}

	@Test
	void smallTableMayHaveMoreRowsThanTheLargeOneHasInTheTest() {
		await(this.payers
			.abulkCreate(IntStream.range(0, 5000).mapToObj((i) -> new Payer(null, "payer " + i, "Aarhus")).toList()));

		await(this.payments.filter("payer__city", "Aarhus").alist());
	}

	@Test
	void firstRowsInTheOrderOfAnIndexMayBeRead() {
		await(this.payments.orderBy("number").slice(0, 2).alist());
		await(this.payments.orderBy("-id").afirst());
		await(this.payments.aexists());
	}

	@Test
	@Fault({ "1 statement cannot use an index on a large table:\n",
			"Payment.alist at io.asyncorm.testslice.guarded.IndexGuardIntegrationTests.conditionWithoutAnIndex(",
			"reads all of 'payment' for (payment.amount >= $1): SELECT ",
			"Missing: CREATE INDEX ON \"payment\" (\"amount\")" })
	void conditionWithoutAnIndex() {
		await(this.payments.alist(20));
	}

	@Test
	@Fault({ "2 statements cannot use an index", "Payment.acount at ", "It has no condition on the table",
			"Payment.aupdate at ", "Missing: CREATE INDEX ON \"payment\" (\"amount\")" })
	void wholeTableAndWrites() {
		await(this.payments.acount());
		await(this.payments.filter("amount", 20).aupdate(kw("amount", 30)));
	}

	@Test
	@Fault({ "1 statement cannot", "reads all of 'payment'" })
	void firstRowsInAnOrderThatNoIndexHas() {
		await(this.payments.orderBy("amount").slice(0, 2).alist());
	}

	@Test
	@Fault({ "1 statement cannot", "reads all of 'payment'", "It has no condition on the table" })
	void allRowsInTheOrderOfAnIndex() {
		await(this.payments.orderBy("number").alist());
	}

	@Test
	@Fault({ "1 statement cannot", "Payment.aexists", "(\"amount\")" })
	void anyRowOfACondition() {
		await(this.payments.filter("amount", 7).aexists());
	}

	@Test
	@Fault({ "1 statement cannot", "upper(", "Missing: an index on the expression in the condition" })
	void conditionOnAnExpression() {
		await(this.payments.filter("number__iexact", "NO. 1").alist());
	}

}
