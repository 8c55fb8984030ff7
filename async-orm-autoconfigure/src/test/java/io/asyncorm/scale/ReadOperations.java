package io.asyncorm.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import io.asyncorm.Tenant;
import io.asyncorm.query.CursorPage;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.MultipleObjectsReturnedException;
import io.asyncorm.query.Page;
import io.asyncorm.query.QuerySet;
import io.asyncorm.scale.ShopModels.Customer;
import io.asyncorm.scale.ShopModels.Product;
import io.asyncorm.scale.ShopModels.Purchase;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reads of one table.
 */
final class ReadOperations {

	private ReadOperations() {
	}

	static List<ShopOperation> all() {
		return List.of(ShopOperation.reads("get by key", ReadOperations::getByKey),
				ShopOperation.reads("get by a unique key", ReadOperations::getByUniqueKey),
				ShopOperation.reads("get what is not there, or is there twice", ReadOperations::getNoneOrMany),
				ShopOperation.reads("first, last and latest", ReadOperations::firstLastAndLatest),
				ShopOperation.reads("count and exists", ReadOperations::countAndExists),
				ShopOperation.reads("in bulk by keys", ReadOperations::inBulk),
				ShopOperation.reads("filter by a thousand values", ReadOperations::filterByManyValues),
				ShopOperation.reads("filter by text, without case", ReadOperations::filterByText),
				ShopOperation.reads("filter by year, month and null", ReadOperations::filterByDates),
				ShopOperation.reads("combine conditions by and, or, not", ReadOperations::combineConditions),
				ShopOperation.reads("order and slice", ReadOperations::orderAndSlice),
				ShopOperation.reads("order and slice over two tenants", ReadOperations::orderOverTenants),
				ShopOperation.reads("page with a total", ReadOperations::page),
				ShopOperation.reads("page after a key", ReadOperations::pageAfter),
				ShopOperation.reads("declared methods", ReadOperations::declaredMethods));
	}

	private static void getByKey(Shop shop) {
		assertThat(await(shop.customers.aget(shop.key(shop.ann.id()))).name()).isEqualTo("Ann Lee");
	}

	private static void getByUniqueKey(Shop shop) {
		assertThat(await(shop.products.aget(kw("code", "tea"))).id()).isEqualTo(shop.tea.id());
	}

	private static void getNoneOrMany(Shop shop) {
		assertThatExceptionOfType(DoesNotExistException.class)
			.isThrownBy(() -> await(shop.customers.aget(kw("email", "dora"))));
		assertThatExceptionOfType(MultipleObjectsReturnedException.class)
			.isThrownBy(() -> await(shop.customers.aget()));
	}

	private static void firstLastAndLatest(Shop shop) {
		QuerySet<Purchase> purchases = shop.purchases.all();

		assertThat(await(purchases.orderBy("-placed").afirst())).map(Purchase::id).contains(shop.third.id());
		assertThat(await(purchases.orderBy("-placed").alast())).map(Purchase::id).contains(shop.first.id());
		assertThat(await(purchases.alatest()).id()).isEqualTo(shop.third.id());
		assertThat(await(purchases.filter("state", "sent").afirst())).isEmpty();
	}

	private static void countAndExists(Shop shop) {
		QuerySet<Product> cheap = shop.products.filter("price__lt", 8);

		assertThat(await(cheap.acount())).isEqualTo(2);
		assertThat(await(cheap.aexists())).isTrue();
		assertThat(await(cheap.filter("code", "pot").aexists())).isFalse();
	}

	private static void inBulk(Shop shop) {
		assertThat(
				await(shop.customers.ainBulk(List.of(shop.key(shop.bob.id()), shop.key(shop.ann.id()), shop.key(-1L)))))
			.hasSize(2)
			.extractingByKey(shop.key(shop.bob.id()))
			.extracting(Customer::email)
			.isEqualTo("bob");
	}

	private static void filterByManyValues(Shop shop) {
		List<Long> keys = new ArrayList<>(LongStream.range(-1000, 0).boxed().toList());
		keys.add(shop.cup.id());

		assertThat(await(shop.products.filter("id__in", keys).alist())).map(Product::code).containsExactly("cup");
	}

	private static void filterByText(Shop shop) {
		QuerySet<Product> products = shop.products.all();

		assertThat(await(products.filter(where(Product::title).icontains("TEA")).alist())).map(Product::code)
			.containsExactly("tea", "cup", "pot");
		assertThat(await(products.filter("title__istartswith", "TEA").alist())).map(Product::code)
			.containsExactly("cup", "pot");
		assertThat(await(products.filter("title__regex", "^T.* p").alist())).map(Product::code).containsExactly("pot");
	}

	private static void filterByDates(Shop shop) {
		QuerySet<Product> products = shop.products.all();

		assertThat(await(products.filter("since__year", 2024).alist())).map(Product::code)
			.containsExactly("tea", "cup");
		assertThat(await(products.filter("since__month", 3).alist())).map(Product::code).containsExactly("cup", "pot");
		assertThat(await(products.filter("since", null).alist())).map(Product::code).containsExactly("spoon");
		assertThat(await(shop.purchases.filter("placed__date", "2026-02-10").acount())).isEqualTo(1);
	}

	private static void combineConditions(Shop shop) {
		QuerySet<Product> products = shop.products.all();

		assertThat(
				await(products.filter(where(Product::code).in(List.of("tea", "pot")).and(where(Product::price).gt(5)))
					.alist()))
			.map(Product::code)
			.containsExactly("pot");
		assertThat(await(products.filter(where(Product::code).eq("tea").or(where(Product::price).gte(30))).alist()))
			.map(Product::code)
			.containsExactly("tea", "pot");
		assertThat(await(products.exclude("since__year", 2024).alist())).map(Product::code)
			.containsExactly("pot", "spoon");
		assertThat(await(products.filter(q("code", "tea").not().xor(q("price__lt", 5))).alist())).map(Product::code)
			.containsExactly("tea", "cup", "pot");
	}

	private static void orderAndSlice(Shop shop) {
		assertThat(await(
				shop.products.orderBy(f("since").desc().nullsLast()).slice(1, 3).valuesList(Product::code).alist()))
			.containsExactly("cup", "tea");
	}

	private static void orderOverTenants(Shop shop) {
		Shop next = shop.next();

		assertThat(Tenant.all(() -> await(shop.products.filter("tenant__in", List.of(shop.tenant, next.tenant))
			.orderBy("-price", "tenant")
			.slice(1, 4)
			.alist()))).map(Product::id).containsExactly(next.pot.id(), shop.cup.id(), next.cup.id());
	}

	private static void page(Shop shop) {
		Page<Product> page = await(shop.products.orderBy("price").apage(1, 3));

		assertThat(page.total()).isEqualTo(4);
		assertThat(page.content()).map(Product::code).containsExactly("pot");
	}

	private static void pageAfter(Shop shop) {
		QuerySet<Product> products = shop.products.orderBy("-price");

		CursorPage<Product> page = await(products.apageAfter(null, 3));

		assertThat(page.content()).map(Product::code).containsExactly("pot", "cup", "tea");
		assertThat(await(products.apageAfter(page.next(), 3)).content()).map(Product::code).containsExactly("spoon");
	}

	private static void declaredMethods(Shop shop) {
		assertThat(await(shop.customers.alist(10))).map(Customer::email).containsExactly("ann", "cleo");
		assertThat(await(shop.products.alistByTitleOrderByPriceDesc("Spoon"))).map(Product::code)
			.containsExactly("spoon");
		assertThat(await(shop.purchases.abills())).hasSize(2);
	}

}
