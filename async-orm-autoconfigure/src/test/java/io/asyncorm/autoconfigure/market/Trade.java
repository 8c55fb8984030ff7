package io.asyncorm.autoconfigure.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.asyncorm.Tenant;
import io.asyncorm.autoconfigure.billing.Invoice;
import io.asyncorm.autoconfigure.billing.Invoices;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.Ref;
import io.asyncorm.transaction.AsyncTransactions;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;

/**
 * Uses each part of the application once.
 */
@Component
class Trade {

	private final Customers customers;

	private final Purchases purchases;

	private final Marks marks;

	private final Invoices invoices;

	private final AsyncTransactions transactions;

	private final AsyncTransactions billing;

	Trade(Customers customers, Purchases purchases, Marks marks, Invoices invoices, AsyncTransactions transactions,
			@Qualifier("billing") AsyncTransactions billing) {
		this.customers = customers;
		this.purchases = purchases;
		this.marks = marks;
		this.invoices = invoices;
		this.transactions = transactions;
		this.billing = billing;
	}

	String trade() {
		List<Object> seen = new ArrayList<>();
		CurrentShop.SHOP.set(1L);
		try {
			sell("Ann", 500);
			sell("Bob", 700);
			Tenant.as(2L, () -> sell("Cid", 900));
			seen.add(await(this.customers.apage("", 0, 1)).total());
			seen.add(this.purchases.alistByPriceGte(new Money(600)).collectList().block());
			seen.add(await(this.customers.all().inBatches(1).resumeAs("thanks").forEachBatch(this::thank)));
			seen.add(Tenant.as(2L, () -> await(this.customers.good().acount())));
			seen.add(await(
					this.customers.using("standby").filter("points__gte", 10).valuesList(Customer::name).alist()));
		}
		finally {
			CurrentShop.SHOP.remove();
		}
		seen.add(await(this.marks.acount()));
		await(this.billing.atomic(() -> await(this.invoices.acreate(new Invoice(null, "1", null)))));
		seen.add(await(this.invoices.prefetchRelated("lines").alist()).size());
		seen.add(withoutTenant());
		return seen.toString();
	}

	private void sell(String name, long cents) {
		await(this.transactions.atomic(() -> {
			Customer customer = await(this.customers.acreate(kw("name", name, "home", new Place("Bern", Colour.RED))));
			return await(this.purchases
				.acreate(new Purchase(null, null, Ref.to(customer), new Money(cents), Map.of("paid", true))));
		}));
	}

	private void thank(List<Customer> batch) {
		List<Object> keys = batch.stream().<Object>map(Customer::id).toList();
		await(this.customers.filter("id__in", keys).aupdate(set(Customer::points).to(f(Customer::points).plus(10))));
	}

	private String withoutTenant() {
		try {
			return "read " + await(this.customers.acount());
		}
		catch (MissingTenantException ex) {
			return "refused";
		}
	}

}
