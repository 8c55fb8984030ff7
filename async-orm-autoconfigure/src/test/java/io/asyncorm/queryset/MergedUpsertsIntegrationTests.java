package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.queryset.OneLaneShop.Door;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Upserts by a unique key that wait for a lane become one statement on PostgreSQL, and on
 * no database can anybody tell: each knows whether it has created its object.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource
class MergedUpsertsIntegrationTests {

	private static final int STOCKS = 100;

	private final TestDatabase database;

	private final OneLaneShop shop;

	private final Stocks stocks;

	MergedUpsertsIntegrationTests(TestDatabase database) {
		this.database = database;
		this.shop = new OneLaneShop(database, (builder) -> builder.models(Stock.class).merge(MergeKind.UPSERTS));
		this.stocks = this.shop.repository(Stocks.class);
	}

	@BeforeEach
	void insert() {
		await(this.stocks.abulkCreate(IntStream.range(0, STOCKS)
			.filter((number) -> number % 2 == 0)
			.mapToObj((number) -> new Stock(null, "part" + number, -1, "old"))
			.toList()));
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void upsertsThatWaitAreOneStatement() {
		List<Integer> numbers = new ArrayList<>(IntStream.range(0, STOCKS).boxed().toList());
		Collections.shuffle(numbers, new Random(7));
		this.shop.hold();
		List<CompletableFuture<UpdateOrCreate<Stock>>> upserts = numbers.stream().map(this::upsert).toList();

		this.shop.release();

		List<UpdateOrCreate<Stock>> done = await(gather(upserts));
		for (int i = 0; i < STOCKS; i++) {
			int number = numbers.get(i);
			assertThat(done.get(i).created()).isEqualTo(number % 2 == 1);
			assertThat(done.get(i).object()).isEqualTo(await(this.stocks.aget(kw("name", "part" + number))));
			assertThat(done.get(i).object().amount()).isEqualTo(number);
		}
		assertThat(this.shop.statements("INSERT INTO|UPDATE"))
			.hasSizeLessThanOrEqualTo(this.shop.merges() ? 1 : Integer.MAX_VALUE);
	}

	@Test
	void ofOneKeyOneCallerCreates() {
		this.shop.hold();
		List<CompletableFuture<UpdateOrCreate<Stock>>> upserts = IntStream.range(0, 40)
			.mapToObj((amount) -> this.stocks.aupdateOrCreate("new" + amount % 4, amount))
			.toList();

		this.shop.release();

		List<UpdateOrCreate<Stock>> done = await(gather(upserts));
		assertThat(done.stream().filter(UpdateOrCreate::created)).hasSize(4);
		for (int amount = 0; amount < 40; amount++) {
			assertThat(done.get(amount).object().amount()).isEqualTo(amount);
		}
		assertThat(await(this.stocks.filter("name__startswith", "new").acount())).isEqualTo(4);
	}

	@Test
	void whatTheDatabaseThinksEqualIsDoneOneByOne() {
		this.shop.jdbc().execute(switch (this.database) {
			case POSTGRESQL -> "create extension if not exists citext; alter table stock alter column name type citext";
			case H2 -> "alter table \"stock\" alter column \"name\" varchar_ignorecase(50)";
			case MARIADB -> "alter table stock modify name varchar(50) collate utf8mb4_general_ci not null";
		});
		try (AsyncOrm other = AsyncOrm.builder(this.shop.dataSource())
			.models(Stock.class, Door.class)
			.lanes(1)
			.merge(MergeKind.UPSERTS)
			.build()) {
			this.shop.hold(other);
			Stocks described = other.repository(Stocks.class);
			List<CompletableFuture<UpdateOrCreate<Stock>>> upserts = new ArrayList<>();
			for (String name : List.of("Other", "OTHER", "other", "PART0", "part0", "Part1", "part3")) {
				upserts.add(described.aupdateOrCreate(name, upserts.size()));
			}

			this.shop.release();

			List<UpdateOrCreate<Stock>> done = await(gather(upserts));
			assertThat(done.subList(0, 3).stream().filter(UpdateOrCreate::created)).hasSize(1);
			assertThat(done.subList(3, 5).stream().filter(UpdateOrCreate::created)).isEmpty();
			assertThat(done.subList(5, 7).stream().filter(UpdateOrCreate::created)).hasSize(2);
			for (int amount = 0; amount < done.size(); amount++) {
				assertThat(done.get(amount).object().amount()).isEqualTo(amount);
			}
		}
		assertThat(await(this.stocks.acount())).isEqualTo(STOCKS / 2 + 3);
	}

	@Test
	void aRefusedRowFailsItsOwnCallerAlone() {
		this.shop.hold();
		List<CompletableFuture<UpdateOrCreate<Stock>>> upserts = IntStream.range(0, 10)
			.mapToObj((number) -> this.stocks.aupdateOrCreate(kw("name", "part" + number),
					defaults("amount", number, "place", (number == 5) ? "a place that is much too long" : "here")))
			.toList();

		this.shop.release();

		for (int number = 0; number < 10; number++) {
			CompletableFuture<UpdateOrCreate<Stock>> upsert = upserts.get(number);
			if (number == 5) {
				assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> await(upsert))
					.withMessageContaining("Stock.aupdateOrCreate");
			}
			else {
				assertThat(await(upsert).object().amount()).isEqualTo(number);
			}
		}
	}

	@Test
	void whatIsComputedIsNotMerged() {
		this.shop.hold();
		List<CompletableFuture<UpdateOrCreate<Stock>>> upserts = IntStream.range(0, 10)
			.mapToObj((number) -> this.stocks.aupdateOrCreate(kw("name", "part" + 2 * number),
					defaults("amount", f("amount").plus(10))))
			.toList();

		this.shop.release();

		assertThat(await(gather(upserts))).allSatisfy((done) -> assertThat(done.object().amount()).isEqualTo(9));
	}

	@Test
	void twoApplicationsCreateEachObjectOnceAndDoNotStandInEachOthersWay() {
		Random random = new Random(11);
		try (HikariDataSource pool = this.database.create(8);
				AsyncOrm one = several(pool);
				AsyncOrm other = several(pool)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			Stocks here = one.repository(Stocks.class);
			Stocks elsewhere = other.repository(Stocks.class);
			for (int round = 0; round < ((this.database == TestDatabase.POSTGRESQL) ? 40 : 2); round++) {
				jdbc.execute("truncate table " + ((this.database == TestDatabase.H2) ? "\"stock\"" : "stock"));

				List<UpdateOrCreate<Stock>> done = await(gather(IntStream.range(0, 1_000)
					.mapToObj((amount) -> (random.nextBoolean() ? here : elsewhere)
						.aupdateOrCreate("many" + random.nextInt(300), amount))
					.toList()));

				assertThat(done.stream().filter(UpdateOrCreate::created).count()).isEqualTo(await(here.acount()));
			}
			if (this.database == TestDatabase.POSTGRESQL) {
				assertThat(jdbc.queryForObject("select pg_stat_clear_snapshot()::text || deadlocks from"
						+ " pg_stat_database where datname = current_database()", String.class))
					.isEqualTo("0");
			}
		}
	}

	private static AsyncOrm several(DataSource pool) {
		return AsyncOrm.builder(pool)
			.models(Stock.class)
			.schemaAction(SchemaAction.CREATE)
			.lanes(4)
			.merge(MergeKind.values())
			.build();
	}

	private CompletableFuture<UpdateOrCreate<Stock>> upsert(int number) {
		return this.stocks.aupdateOrCreate("part" + number, number);
	}

	@Model
	record Stock(@Nullable Long id, @Column(length = 50, unique = true) String name, int amount,
			@Nullable @Column(length = 10) String place) {
	}

	interface Stocks extends AsyncRepository<Stock, Long> {

		CompletableFuture<UpdateOrCreate<Stock>> aupdateOrCreate(String name, @Defaults int amount);

	}

}
