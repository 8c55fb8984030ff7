package io.asyncorm.scale;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.asyncorm.Tenant;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.WindowFunctions;
import io.asyncorm.scale.ShopModels.Line;
import io.asyncorm.scale.ShopModels.Product;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.avg;
import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.sum;
import static io.asyncorm.Orm.when;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sums, counts, groups and ranks.
 */
final class AggregateOperations {

	private AggregateOperations() {
	}

	static List<ShopOperation> all() {
		return List.of(ShopOperation.reads("aggregate a table", AggregateOperations::aggregate),
				ShopOperation.writes("aggregate over two tenants", AggregateOperations::aggregateOverTenants),
				ShopOperation.reads("count related objects of each", AggregateOperations::countRelated),
				ShopOperation.reads("filter by an aggregate", AggregateOperations::filterByAggregate),
				ShopOperation.reads("group by a related field", AggregateOperations::groupByRelated),
				ShopOperation.reads("aggregate by a condition", AggregateOperations::aggregateByCondition),
				ShopOperation.reads("rank by a window", AggregateOperations::rank));
	}

	private static void aggregate(Shop shop) {
		Map<String, @Nullable Object> found = await(
				shop.lines.aaggregate(kw("total", sum(AggregateOperations.<Line>lineTotal()), "most", max("quantity"),
						"customers", count("purchase__customer").distinct())));

		assertThat((BigDecimal) found.get("total")).isEqualByComparingTo("51.50");
		assertThat(found).containsEntry("most", 2).containsEntry("customers", 2L);
	}

	private static void aggregateOverTenants(Shop shop) {
		Shop next = shop.next();
		await(shop.visits.acreate(shop.visit("ann", 1)));
		Tenant.as(next.tenant, () -> {
			await(next.visits.acreate(next.visit("ann", 2)));
			await(next.visits.acreate(next.visit("bob", 6)));
		});

		Map<String, @Nullable Object> found = Tenant
			.all(() -> await(shop.visits.filter("tenant__in", List.of(shop.tenant, next.tenant))
				.aaggregate(kw("mean", avg("times"), "total", sum("times"), "visits", count("id"), "visitors",
						count("visitor").distinct()))));

		assertThat(((Number) java.util.Objects.requireNonNull(found.get("mean"))).doubleValue()).isEqualTo(3.0);
		assertThat(found).containsEntry("total", 9L).containsEntry("visits", 3L).containsEntry("visitors", 2L);
	}

	private static void countRelated(Shop shop) {
		assertThat(
				await(shop.customers.annotate("bought", count("purchases")).orderBy("-bought", "name").rows().alist()))
			.map((row) -> row.object().email() + row.get("bought", Long.class))
			.containsExactly("ann2", "bob1", "cleo0");
	}

	private static void filterByAggregate(Shop shop) {
		assertThat(await(
				shop.products.annotate("stars", avg("reviews__stars")).filter("stars__gte", 4).orderBy("id").alist()))
			.map(Product::code)
			.containsExactly("tea", "cup");
	}

	private static void groupByRelated(Shop shop) {
		record Sold(String productCode, long sold) {
		}

		assertThat(await(
				shop.lines.values("product__code").annotate("sold", sum("quantity")).orderBy("product__code").alist()))
			.map((row) -> new Sold((String) row.get("product__code"), (Long) row.get("sold")))
			.containsExactly(new Sold("cup", 1), new Sold("pot", 1), new Sold("tea", 3));
	}

	private static void aggregateByCondition(Shop shop) {
		assertThat(await(shop.customers.annotate("early", count("purchases").filter(q("purchases__placed__month", 1)))
			.annotate("kind", when(q("points__gte", 30), "gold").orWhen(q("points__gt", 0), "silver").otherwise("-"))
			.orderBy("id")
			.rows()
			.alist())).map((row) -> row.get("kind", String.class) + row.get("early", Long.class))
			.containsExactly("silver1", "-0", "gold0");
	}

	private static void rank(Shop shop) {
		assertThat(await(shop.reviews
			.annotate("place", WindowFunctions.window(WindowFunctions.rank()).partitionBy("product").orderBy("-stars"))
			.filter("place", 1)
			.alist())).map((review) -> review.stars()).containsExactly(5, 4);
	}

	private static <M> Expr<M> lineTotal() {
		return AggregateOperations.<M>field("quantity").times(AggregateOperations.<M>field("price"));
	}

	private static <M> Expr<M> field(String name) {
		return f(name);
	}

}
