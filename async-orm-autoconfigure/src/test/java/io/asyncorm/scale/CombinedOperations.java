package io.asyncorm.scale;

import java.math.BigDecimal;
import java.util.List;

import io.asyncorm.Tenant;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.scale.ShopModels.Customer;
import io.asyncorm.scale.ShopModels.Product;
import io.asyncorm.scale.ShopModels.Review;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.exists;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.outerRef;
import static io.asyncorm.Orm.subquery;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries in queries, and several that become one.
 */
final class CombinedOperations {

	private CombinedOperations() {
	}

	static List<ShopOperation> all() {
		return List.of(ShopOperation.reads("filter by a query set", CombinedOperations::filterByQuerySet),
				ShopOperation.reads("filter by what exists", CombinedOperations::filterByExistence),
				ShopOperation.reads("a value of a subquery", CombinedOperations::valueOfSubquery),
				ShopOperation.reads("union", CombinedOperations::union),
				ShopOperation.reads("intersection and difference", CombinedOperations::intersectionAndDifference),
				ShopOperation.reads("distinct values over two tenants", CombinedOperations::distinctValues),
				ShopOperation.reads("the first row of each group", CombinedOperations::firstOfEach),
				ShopOperation.reads("raw SQL", CombinedOperations::raw),
				ShopOperation.reads("a declared query", CombinedOperations::declaredQuery));
	}

	private static void filterByQuerySet(Shop shop) {
		QuerySet<Product> sold = shop.products.filter("price__gte", 30);

		assertThat(await(shop.purchases.filter(kw("lines__product__in", sold)).alist()))
			.map((purchase) -> purchase.id())
			.containsExactly(shop.second.id());
	}

	private static void filterByExistence(Shop shop) {
		assertThat(await(
				shop.products.filter(exists(shop.reviews.filter(kw("product", outerRef("pk"), "stars", 3)))).alist()))
			.map(Product::code)
			.containsExactly("tea");
	}

	private static void valueOfSubquery(Shop shop) {
		List<Row<Product>> rows = await(shop.products
			.annotate("best", subquery(
					shop.reviews.filter(kw("product", outerRef("pk"))).orderBy("-stars").slice(0, 1).values("stars")))
			.rows()
			.alist());

		assertThat(rows).map((row) -> row.get("best", Integer.class)).containsExactly(5, 4, null, null);
	}

	private static void union(Shop shop) {
		QuerySet<Customer> customers = shop.customers.all();

		assertThat(await(customers.filter("points__gte", 10)
			.union(customers.filter("name__contains", "Lee"), customers.filter("email", "bob"))
			.orderBy("-email")
			.slice(0, 2)
			.alist())).map(Customer::email).containsExactly("cleo", "bob");
	}

	private static void intersectionAndDifference(Shop shop) {
		QuerySet<Customer> customers = shop.customers.all();

		assertThat(await(customers.filter("name__contains", "Lee")
			.intersection(customers.filter("points__gte", 20))
			.orderBy("id")
			.alist())).map(Customer::email).containsExactly("cleo");
		assertThat(await(customers.difference(customers.filter("email", "ann")).orderBy("id").alist()))
			.map(Customer::email)
			.containsExactly("bob", "cleo");
	}

	private static void distinctValues(Shop shop) {
		Shop next = shop.next();

		assertThat(Tenant.all(() -> await(shop.labels.filter("tenant__in", List.of(shop.tenant, next.tenant))
			.orderBy("name")
			.valuesList("name", String.class)
			.distinct()
			.alist()))).containsExactly("glass", "hot");
	}

	private static void firstOfEach(Shop shop) {
		assertThat(await(shop.reviews.orderBy("product_id", "-stars").distinct("product_id").alist()))
			.map(Review::stars)
			.containsExactly(5, 4);
	}

	private static void raw(Shop shop) {
		List<Row<Product>> rows = await(shop.products.raw(
				"select *, price * 2 as twice from product where tenant = :currentTenant and price < :most order by price",
				kw("most", 5))
			.prefetchRelated("reviews")
			.alist());

		assertThat(rows).map((row) -> row.object().code()).containsExactly("spoon", "tea");
		assertThat(rows.get(1).object().reviews().list()).hasSize(2);
		assertThat(rows.get(1).get("twice", BigDecimal.class)).isEqualByComparingTo("9.00");
	}

	private static void declaredQuery(Shop shop) {
		assertThat(await(shop.purchases.abills())).map((bill) -> bill.customer() + " " + bill.total())
			.containsExactly("Ann Lee 47.00", "Bob Ray 4.50");
	}

}
