package io.asyncorm.scale;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

import io.asyncorm.query.Deleted;
import io.asyncorm.query.DuplicateObjectException;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.Ref;
import io.asyncorm.query.StaleObjectException;
import io.asyncorm.scale.ShopModels.Customer;
import io.asyncorm.scale.ShopModels.Label;
import io.asyncorm.scale.ShopModels.Product;
import io.asyncorm.scale.ShopModels.Purchase;
import io.asyncorm.scale.ShopModels.Stock;
import io.asyncorm.scale.ShopModels.Visit;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.Orm.updateFields;
import static io.asyncorm.Orm.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Creates, updates and deletes.
 */
final class WriteOperations {

	private WriteOperations() {
	}

	static List<ShopOperation> all() {
		return List.of(ShopOperation.writes("create, with defaults", WriteOperations::create),
				ShopOperation.writes("a duplicate is refused", WriteOperations::duplicate),
				ShopOperation.writes("save an object, or some of its fields", WriteOperations::save),
				ShopOperation.writes("save by a version", WriteOperations::saveByVersion),
				ShopOperation.writes("update by expressions", WriteOperations::updateByExpressions),
				ShopOperation.writes("update what relations say", WriteOperations::updateOverRelations),
				ShopOperation.writes("bulk create", WriteOperations::bulkCreate),
				ShopOperation.writes("bulk create over what is there", WriteOperations::bulkCreateWithConflicts),
				ShopOperation.writes("bulk update", WriteOperations::bulkUpdate),
				ShopOperation.writes("delete with cascades", WriteOperations::deleteWithCascades),
				ShopOperation.writes("a delete that is refused", WriteOperations::protectedDelete),
				ShopOperation.writes("link and unlink over a join table", WriteOperations::link));
	}

	private static void create(Shop shop) {
		Customer dora = await(shop.customers.acreate(kw("email", "dora", "name", "Dora")));

		assertThat(dora.points()).isZero();
		assertThat(await(shop.customers.aget(shop.key(dora.id())))).isEqualTo(dora);
	}

	private static void duplicate(Shop shop) {
		assertThatExceptionOfType(DuplicateObjectException.class)
			.isThrownBy(() -> await(shop.customers.acreate(shop.customer("ann", "Anna", 0, null))))
			.withMessageContaining("email");
	}

	private static void save(Shop shop) {
		Customer renamed = await(shop.customers.asave(shop.customers.with(shop.ann, set(Customer::name).to("Anna"))));
		await(shop.customers.asave(shop.customers.with(shop.ann, set(Customer::points).to(11)),
				updateFields("points")));
		Customer added = await(shop.customers.asave(renamed, set(Customer::points).to(f(Customer::points).plus(1))));

		assertThat(added.name()).isEqualTo("Anna");
		assertThat(added.points()).isEqualTo(12);
	}

	private static void saveByVersion(Shop shop) {
		Stock stock = await(shop.stocks.aget(kw("amount", 10)));

		Stock sold = await(shop.stocks.asave(shop.stocks.with(stock, set(Stock::amount).to(9))));

		assertThat(sold.version()).isEqualTo(2);
		assertThatExceptionOfType(StaleObjectException.class).isThrownBy(() -> await(shop.stocks.asave(stock)));
	}

	private static void updateByExpressions(Shop shop) {
		assertThat(await(shop.products.filter("price__lt", 10)
			.aupdate(kw("price", f("price").times(2), "title",
					when(q("code", "tea"), "Black tea").otherwise(f("title"))))))
			.isEqualTo(3);
		assertThat(await(shop.products.aget(shop.key(shop.tea.id()))).price()).isEqualByComparingTo("9");
		assertThat(await(shop.products.aget(shop.key(shop.tea.id()))).title()).isEqualTo("Black tea");
	}

	private static void updateOverRelations(Shop shop) {
		assertThat(await(shop.purchases.filter("customer__name", "Ann Lee").aupdate(kw("state", "sent")))).isEqualTo(2);
		assertThat(await(shop.purchases.filter("state", "sent").alist())).map(Purchase::id)
			.containsExactly(shop.first.id(), shop.second.id());
	}

	private static void bulkCreate(Shop shop) {
		List<Visit> visits = await(shop.visits
			.abulkCreate(IntStream.range(0, 100).mapToObj((i) -> shop.visit("visitor" + i, i)).toList()));

		assertThat(visits).map(Visit::times).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
		assertThat(await(shop.visits.ainBulk(visits.stream().map((visit) -> shop.key(visit.id())).toList())))
			.hasSize(100);
	}

	private static void bulkCreateWithConflicts(Shop shop) {
		List<Customer> customers = List.of(shop.customer("ann", "Anna", 1, null),
				shop.customer("dora", "Dora", 2, null));

		await(shop.customers.abulkCreate(customers, ignoreConflicts()));
		assertThat(await(shop.customers.valuesList(Customer::name).alist())).containsExactly("Ann Lee", "Bob Ray",
				"Cleo Lee", "Dora");
		await(shop.customers.abulkCreate(customers, updateConflicts("name").uniqueFields("tenant", "email")));
		assertThat(await(shop.customers.alist())).map(Customer::name)
			.containsExactly("Anna", "Bob Ray", "Cleo Lee", "Dora");
	}

	private static void bulkUpdate(Shop shop) {
		List<Product> products = List.of(shop.products.with(shop.tea, set(Product::price).to(new BigDecimal("5.00"))),
				shop.products.with(shop.cup, set(Product::price).to(new BigDecimal("9.00"))));

		assertThat(await(shop.products.abulkUpdate(products, "price"))).isEqualTo(2);
		assertThat(await(shop.products.orderBy("price").alist())).map((product) -> product.price().intValue())
			.containsExactly(2, 5, 9, 30);
	}

	private static void deleteWithCascades(Shop shop) {
		Deleted deleted = await(shop.customers.adelete(shop.ann));

		assertThat(deleted.perModel()).containsEntry("Customer", 1L)
			.containsEntry("Purchase", 2L)
			.containsEntry("Line", 3L);
		assertThat(await(shop.lines.acount())).isEqualTo(1);
		assertThat(await(shop.reviews.filter("customer", null).acount())).isEqualTo(2);
		assertThat(await(shop.customers.aget(shop.key(shop.bob.id()))).inviter()).isNull();
	}

	private static void protectedDelete(Shop shop) {
		assertThatExceptionOfType(ProtectedException.class)
			.isThrownBy(() -> await(shop.products.filter("code", "tea").adelete()));
		assertThat(await(shop.products.filter("code", "spoon").adelete()).count()).isEqualTo(1);
	}

	private static void link(Shop shop) {
		Product spoon = await(shop.products.aget(shop.key(shop.spoon.id())));

		await(spoon.labels().aadd(List.of(shop.hot, shop.glass)));
		assertThat(await(spoon.labels().aremove(shop.hot))).isEqualTo(1);
		Label steel = await(shop.labels.acreate(new Label(null, null, "steel")));
		await(spoon.labels().aset(List.of(shop.hot, steel)));

		assertThat(await(spoon.labels().all().orderBy("name").alist())).map(Label::name)
			.containsExactly("hot", "steel");
		assertThat(Ref.to(spoon)).isEqualTo(Ref.to(shop.spoon));
	}

}
