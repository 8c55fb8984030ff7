package io.asyncorm.scale;

import java.util.List;

import io.asyncorm.query.Row;
import io.asyncorm.scale.ShopModels.Customer;
import io.asyncorm.scale.ShopModels.Label;
import io.asyncorm.scale.ShopModels.Line;
import io.asyncorm.scale.ShopModels.Product;
import io.asyncorm.scale.ShopModels.Purchase;
import io.asyncorm.scale.ShopModels.Review;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.prefetch;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads of several tables that belong together.
 */
final class JoinOperations {

	private JoinOperations() {
	}

	static List<ShopOperation> all() {
		return List.of(ShopOperation.reads("load related objects by joins", JoinOperations::loadByJoins),
				ShopOperation.reads("load what may be missing by a join", JoinOperations::loadMissing),
				ShopOperation.reads("filter over foreign keys", JoinOperations::filterOverForeignKeys),
				ShopOperation.reads("filter over many objects", JoinOperations::filterOverMany),
				ShopOperation.reads("exclude over many objects", JoinOperations::excludeOverMany),
				ShopOperation.reads("prefetch many objects", JoinOperations::prefetchMany),
				ShopOperation.reads("prefetch over a join table", JoinOperations::prefetchLabels),
				ShopOperation.reads("prefetch two levels", JoinOperations::prefetchLevels),
				ShopOperation.reads("prefetch the best of each", JoinOperations::prefetchBest),
				ShopOperation.reads("follow a reference", JoinOperations::followReference));
	}

	private static void loadByJoins(Shop shop) {
		Line line = await(shop.lines.selectRelated("purchase__customer", "product").filter("quantity", 2).aget());

		assertThat(line.purchase().get().customer().get().name()).isEqualTo("Ann Lee");
		assertThat(line.product().get().code()).isEqualTo("tea");
	}

	private static void loadMissing(Shop shop) {
		List<Customer> customers = await(shop.customers.selectRelated("inviter").alist());

		assertThat(customers).map((customer) -> (customer.inviter() != null) ? customer.inviter().get().name() : "-")
			.containsExactly("-", "Ann Lee", "-");
	}

	private static void filterOverForeignKeys(Shop shop) {
		assertThat(await(shop.lines
			.filter(where(path(Line::purchase).then(Purchase::customer).then(Customer::name)).startsWith("Ann"))
			.filter("product__price__lt", 10)
			.acount())).isEqualTo(2);
	}

	private static void filterOverMany(Shop shop) {
		assertThat(await(
				shop.customers.filter(kw("purchases__lines__product__code", "tea", "purchases__placed__year", 2026))
					.distinct()
					.alist()))
			.map(Customer::email)
			.containsExactly("ann", "bob");
	}

	private static void excludeOverMany(Shop shop) {
		assertThat(await(shop.customers.exclude("purchases__lines__product__code", "pot").alist())).map(Customer::email)
			.containsExactly("bob", "cleo");
	}

	private static void prefetchMany(Shop shop) {
		List<Customer> customers = await(shop.customers.prefetchRelated("purchases").alist());

		assertThat(customers).map((customer) -> customer.purchases().list().size()).containsExactly(2, 1, 0);
	}

	private static void prefetchLabels(Shop shop) {
		List<Product> products = await(shop.products.prefetchRelated("labels").alist());

		assertThat(products).map((product) -> product.labels().list().stream().map(Label::name).sorted().toList())
			.containsExactly(List.of("hot"), List.of("glass", "hot"), List.of("glass"), List.of());
	}

	private static void prefetchLevels(Shop shop) {
		Customer ann = await(shop.customers.prefetchRelated("purchases__lines__product").filter("email", "ann").aget());

		assertThat(ann.purchases().list()).flatMap((purchase) -> purchase.lines().list())
			.map((line) -> line.product().get().code())
			.containsExactly("tea", "cup", "pot");
	}

	private static void prefetchBest(Shop shop) {
		List<Row<Product>> rows = await(shop.products
			.prefetchRelated(prefetch("reviews", shop.reviews.orderBy("-stars").slice(0, 1)).toAttr("best"))
			.filter(kw("code__in", List.of("tea", "spoon")))
			.rows()
			.alist());

		assertThat(rows).map((row) -> row.list("best", Review.class).stream().map(Review::stars).toList())
			.containsExactly(List.of(5), List.of());
	}

	private static void followReference(Shop shop) {
		Purchase purchase = await(shop.purchases.aget(shop.key(shop.third.id())));

		assertThat(await(purchase.customer().aget()).email()).isEqualTo("bob");
	}

}
