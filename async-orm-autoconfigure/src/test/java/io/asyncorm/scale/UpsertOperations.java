package io.asyncorm.scale;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.scale.ShopModels.Customer;
import io.asyncorm.scale.ShopModels.Visit;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is created unless it is there, with a unique key and without.
 */
final class UpsertOperations {

	private static final int CALLERS = 8;

	private UpsertOperations() {
	}

	static List<ShopOperation> all() {
		return List.of(ShopOperation.writes("get or create by a unique key", UpsertOperations::getOrCreate),
				ShopOperation.writes("update or create by a unique key", UpsertOperations::updateOrCreate),
				ShopOperation.writes("get or create without a unique key", UpsertOperations::getOrCreateWithoutKey),
				ShopOperation.writes("update or create without a unique key",
						UpsertOperations::updateOrCreateWithoutKey),
				ShopOperation.writes("many callers create one, by a unique key", UpsertOperations::manyByKey),
				ShopOperation.writes("many callers create one, without a unique key",
						UpsertOperations::manyWithoutKey));
	}

	private static void getOrCreate(Shop shop) {
		GetOrCreate<Customer> found = await(shop.customers.agetOrCreate(kw("email", "ann"), defaults("name", "Anna")));
		GetOrCreate<Customer> made = await(shop.customers.agetOrCreate(kw("email", "dora"), defaults("name", "Dora")));

		assertThat(found.created()).isFalse();
		assertThat(found.object().name()).isEqualTo("Ann Lee");
		assertThat(made.created()).isTrue();
		assertThat(made.object().name()).isEqualTo("Dora");
	}

	private static void updateOrCreate(Shop shop) {
		UpdateOrCreate<Customer> found = await(
				shop.customers.aupdateOrCreate(kw("email", "ann"), defaults("name", "Anna")));
		UpdateOrCreate<Customer> made = await(
				shop.customers.aupdateOrCreate(kw("email", "dora"), defaults("name", "Dora")));

		assertThat(found.created()).isFalse();
		assertThat(found.object().points()).isEqualTo(10);
		assertThat(made.created()).isTrue();
		assertThat(await(shop.customers.valuesList(Customer::name).alist())).containsExactlyInAnyOrder("Anna",
				"Bob Ray", "Cleo Lee", "Dora");
	}

	private static void getOrCreateWithoutKey(Shop shop) {
		GetOrCreate<Visit> made = await(shop.visits.agetOrCreate(kw("visitor", "ann"), defaults("times", 1)));
		GetOrCreate<Visit> found = await(shop.visits.agetOrCreate(kw("visitor", "ann"), defaults("times", 2)));

		assertThat(made.created()).isTrue();
		assertThat(found.created()).isFalse();
		assertThat(found.object()).isEqualTo(made.object());
	}

	private static void updateOrCreateWithoutKey(Shop shop) {
		UpdateOrCreate<Visit> made = await(shop.visits.aupdateOrCreate(kw("visitor", "ann"), defaults("times", 1)));
		UpdateOrCreate<Visit> found = await(shop.visits.aupdateOrCreate(kw("visitor", "ann"), defaults("times", 2)));

		assertThat(made.created()).isTrue();
		assertThat(found.created()).isFalse();
		assertThat(found.object().times()).isEqualTo(2);
	}

	private static void manyByKey(Shop shop) {
		List<CompletableFuture<UpdateOrCreate<Customer>>> calls = IntStream.range(0, CALLERS)
			.mapToObj((i) -> shop.customers.aupdateOrCreate(kw("email", "dora"), defaults("name", "Dora" + i)))
			.toList();

		assertThat(await(gather(calls))).filteredOn(UpdateOrCreate::created).hasSize(1);
		assertThat(await(shop.customers.filter("email", "dora").acount())).isEqualTo(1);
	}

	private static void manyWithoutKey(Shop shop) {
		List<CompletableFuture<GetOrCreate<Visit>>> calls = IntStream.range(0, CALLERS)
			.mapToObj((i) -> shop.visits.agetOrCreate(kw("visitor", "ann"), defaults("times", i)))
			.toList();

		assertThat(await(gather(calls))).filteredOn(GetOrCreate::created).hasSize(1);
		assertThat(await(shop.visits.acount())).isEqualTo(1);
	}

}
