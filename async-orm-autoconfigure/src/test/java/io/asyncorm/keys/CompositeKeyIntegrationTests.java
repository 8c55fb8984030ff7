package io.asyncorm.keys;

import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import ch.qos.logback.classic.Level;
import io.asyncorm.AsyncOrm;
import io.asyncorm.keys.Purchasing.Line;
import io.asyncorm.keys.Purchasing.LineKey;
import io.asyncorm.keys.Purchasing.Lines;
import io.asyncorm.keys.Purchasing.ListLines;
import io.asyncorm.keys.Purchasing.Purchase;
import io.asyncorm.keys.Purchasing.Purchases;
import io.asyncorm.keys.Purchasing.Shelf;
import io.asyncorm.keys.Purchasing.Stock;
import io.asyncorm.keys.Purchasing.StockKey;
import io.asyncorm.keys.Purchasing.Stocks;
import io.asyncorm.keys.Purchasing.WrongLines;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.RepositoryDefinitionException;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.forceInsert;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.outerRef;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.subquery;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Primary keys of several columns: of several properties, and of one that is a record.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CompositeKeyIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Lines lines;

	private final Stocks stocks;

	private final Purchase first;

	private final Purchase second;

	private final Line one;

	private final Line two;

	private final Line three;

	private final Stock north;

	private final Stock south;

	CompositeKeyIntegrationTests(TestDatabase database) {
		this.pool = database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Purchase.class, Line.class, Stock.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.lines = this.orm.repository(Lines.class);
		this.stocks = this.orm.repository(Stocks.class);
		Purchases purchases = this.orm.repository(Purchases.class);
		this.first = await(purchases.acreate(kw("buyer", "Ann")));
		this.second = await(purchases.acreate(kw("buyer", "Bob")));
		this.one = await(this.lines.acreate(new Line(Ref.to(this.first), 1, "ink", 5)));
		this.two = await(this.lines.acreate(kw("purchase", this.first, "line", 2, "product", "pen", "amount", 7)));
		this.three = await(this.lines.acreate(kw("pk", List.of(this.second, 1), "product", "ink", "amount", 9)));
		this.north = await(this.stocks.acreate(new Stock(new StockKey("north", "ink"), 3)));
		this.south = await(this.stocks.acreate(kw("key", new StockKey("south", "ink"), "amount", 4)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void declaredMethodsGiveKeys() {
		assertThat(await(this.stocks.alistKeyOrderByAmount())).containsExactly(this.north.key(), this.south.key());
		assertThat(await(this.stocks.agetPkByAmount(4))).isEqualTo(this.south.key());
	}

	@Test
	void objectsAreGottenByTheirKeys() {
		assertThat(await(this.lines.aget(new LineKey(id(this.first), 2)))).isEqualTo(this.two);
		assertThat(await(this.lines.filter("pk", List.of(this.first, 2)).aget())).isEqualTo(this.two);
		assertThat(await(this.lines.filter("pk", new Object[] { Ref.to(this.first), 2 }).aget())).isEqualTo(this.two);
		assertThat(await(this.lines.filter("pk", List.of(this.first.id(), 2L)).aget())).isEqualTo(this.two);
		assertThat(await(this.stocks.aget(new StockKey("south", "ink")))).isEqualTo(this.south);
		assertThat(await(this.stocks.filter("key", List.of("south", "ink")).aget())).isEqualTo(this.south);
		assertThat(await(this.stocks.filter(where(Stock::key).eq(new StockKey("north", "ink"))).aget()))
			.isEqualTo(this.north);
		assertThat(await(this.stocks.filter("key__warehouse", "south").aget())).isEqualTo(this.south);
		assertThat(await(this.stocks.filter("pk__warehouse", "south").aget())).isEqualTo(this.south);
		assertThat(await(this.stocks.filter("warehouse__startswith", "s").aget())).isEqualTo(this.south);
		assertThat(await(this.lines.filter("purchase_id", this.first.id()).acount())).isEqualTo(2);
		assertThat(await(this.lines.filter("purchase__buyer", "Ann").acount())).isEqualTo(2);
		assertThatExceptionOfType(DoesNotExistException.class)
			.isThrownBy(() -> await(this.stocks.aget(new StockKey("west", "ink"))))
			.withMessageContaining("with key (west, ink)");
	}

	@Test
	void aKeyAndAPartOfItAreTwoValuesForOne() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.lines.acreate(kw("pk", List.of(this.first, 3), "line", 4, "product", "ink")))
			.withMessageContaining("'Line.line' is given two values, as 'pk' and as 'line'");
	}

	@Test
	void severalAreLookedUpAtOnce() {
		List<LineKey> keys = List.of(new LineKey(id(this.first), 1), new LineKey(id(this.second), 1),
				new LineKey(id(this.second), 2));

		assertThat(await(this.lines.filter("pk__in", keys).orderBy("pk").alist())).containsExactly(this.one,
				this.three);
		assertThat(await(this.lines.exclude("pk__in", keys).alist())).containsExactly(this.two);
		assertThat(await(this.lines.filter("pk__in", List.of()).alist())).isEmpty();
		assertThat(await(this.lines.exclude("pk", keys.get(0)).orderBy("pk").alist())).containsExactly(this.two,
				this.three);
		assertThat(await(this.lines.ainBulk(keys))).isEqualTo(Map.of(keys.get(0), this.one, keys.get(1), this.three));
		assertThat(await(this.lines.ainBulk()).keySet()).contains(List.of(id(this.first), 2));
		assertThat(await(this.stocks.ainBulk(List.of(this.south.key()))))
			.isEqualTo(Map.of(this.south.key(), this.south));
		assertThat(await(this.lines.filter("pk__in", this.lines.filter("product", "ink")).acount())).isEqualTo(2);
		assertThat(await(this.lines.filter("pk__in", this.lines.filter("product", "ink").values("pk")).acount()))
			.isEqualTo(2);
		assertThat(await(this.lines.filter("pk", subquery(this.lines.filter("product", "pen").values("pk").slice(0, 1)))
			.alist())).containsExactly(this.two);
		assertThat(await(this.lines.annotate("same", count("pk")).filter("same", 1).acount())).isEqualTo(3);
	}

	@Test
	void keysHaveAnOrder() {
		assertThat(await(this.lines.orderBy("pk").alist())).containsExactly(this.one, this.two, this.three);
		assertThat(await(this.lines.orderBy("-pk").alist())).containsExactly(this.three, this.two, this.one);
		assertThat(await(this.lines.afirst())).contains(this.one);
		assertThat(await(this.lines.alast())).contains(this.three);
		assertThat(await(this.lines.filter("pk__gt", this.one.key()).orderBy("pk").alist())).containsExactly(this.two,
				this.three);
		assertThat(await(this.lines.filter("pk__lte", this.two.key()).orderBy("pk").alist())).containsExactly(this.one,
				this.two);
		assertThat(await(this.lines.exclude("pk__gte", this.two.key()).alist())).containsExactly(this.one);
		assertThat(await(this.lines.anext(this.one, "product"))).contains(this.three);
		assertThat(await(this.lines.aprevious(this.two, "product"))).contains(this.three);
		assertThat(await(this.lines.orderBy("pk").slice(1, 3).alist())).containsExactly(this.two, this.three);
		assertThat(await(this.stocks.orderBy("-key").alist())).containsExactly(this.south, this.north);
	}

	@Test
	void keysAreValues() {
		assertThat(await(this.lines.orderBy("pk").valuesList("pk", List.class).alist())).containsExactly(this.one.key(),
				this.two.key(), this.three.key());
		assertThat(await(this.lines.filter("line", 2).values("amount", "pk", "product").aget()))
			.isEqualTo(Map.of("amount", 7, "pk", this.two.key(), "product", "pen"));
		assertThat(await(this.stocks.orderBy("pk").valuesList(Stock::key).alist())).containsExactly(this.north.key(),
				this.south.key());
		assertThat(await(this.stocks.filter("amount", 3).values().aget()))
			.isEqualTo(Map.of("warehouse", "north", "sku", "ink", "amount", 3));
		assertThat(await(this.stocks.orderBy("pk").values(Shelf.class).alist()))
			.containsExactly(new Shelf(3, this.north.key()), new Shelf(4, this.south.key()));
		assertThat(await(this.stocks.only("amount").orderBy("pk").alist()).get(0).get(Stock::key))
			.isEqualTo(this.north.key());
		assertThat(await(this.lines.values("pk").distinct().acount())).isEqualTo(3);
		assertThat(await(this.lines.aaggregate(kw("all", count("pk"), "each", count("pk").distinct()))))
			.isEqualTo(Map.of("all", 3L, "each", 3L));
		assertThat(await(this.lines.slice(0, 2).aaggregate(kw("each", count("pk").distinct()))))
			.isEqualTo(Map.of("each", 2L));
		assertThat(await(this.lines.filter("product", "ink")
			.filter("pk__in", this.lines.filter("pk", outerRef("pk")).filter("amount__gt", 5))
			.alist())).containsExactly(this.three);
		assertThat(await(this.lines.acontains(this.two))).isTrue();
		assertThat(await(this.lines.filter("product", "ink").acontains(this.two))).isFalse();
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> await(this.lines.annotate("x", f("pk").plus(1)).rows().alist()));
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.lines.filter("pk__startswith", "x"))
			.withMessageContaining("cannot be used with the key of several columns 'pk'");
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> this.lines.filter("pk", 7))
			.withMessageContaining("a list, an array or a record of purchase, line");
	}

	@Test
	void objectsAreSavedAndDeletedByTheirKeys() {
		assertThat(await(this.lines.asave(new Line(Ref.to(this.first), 1, "ink", 6)))).extracting(Line::amount)
			.isEqualTo(6);
		assertThat(await(this.lines.asave(new Line(Ref.to(this.second), 2, "cap", 1)))).extracting(Line::amount)
			.isEqualTo(1);
		assertThat(await(this.lines.acount())).isEqualTo(4);
		assertThat(await(this.lines.asave(this.two, set(Line::amount).to(8))).amount()).isEqualTo(8);
		assertThat(await(this.lines.arefreshFromDb(this.two)).amount()).isEqualTo(8);
		assertThat(await(this.lines.arefreshFromDb(this.two, "amount")).amount()).isEqualTo(8);
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.lines.asave(this.two, forceInsert())));
		assertThat(await(this.stocks.asave(new Stock(new StockKey("north", "ink"), 8))).amount()).isEqualTo(8);
		assertThat(await(this.stocks.asave(new Stock(new StockKey("west", "ink"), 1))).key().warehouse())
			.isEqualTo("west");
		assertThat(await(this.lines.filter("pk__in", List.of(this.one.key(), this.two.key()))
			.aupdate(set(Line::product).to("nib")))).isEqualTo(2);
		assertThat(await(this.lines.filter("purchase__buyer", "Ann").aupdate(kw("amount", f("amount").plus(1)))))
			.isEqualTo(2);
		assertThat(await(this.lines.adelete(this.one)).count()).isEqualTo(1);
		assertThat(await(this.lines.filter("pk", this.two.key()).adelete()).count()).isEqualTo(1);
		assertThat(await(this.lines.filter("purchase__buyer", "Bob").adelete()).count()).isEqualTo(2);
		assertThat(await(this.stocks.filter("key", this.south.key()).adelete()).count()).isEqualTo(1);
	}

	@Test
	void upsertsGoByTheKey() {
		assertThat(await(this.lines.aupdateOrCreate(kw("purchase", this.first, "line", 1), defaults("amount", 8)))
			.created()).isFalse();
		assertThat(
				await(this.lines.aupdateOrCreate(kw("pk", this.one.key()), defaults("amount", 10))).object().amount())
			.isEqualTo(10);
		assertThat(await(
				this.lines.agetOrCreate(kw("pk", List.of(this.second, 7)), defaults("amount", 1, "product", "cap"))))
			.satisfies((created) -> assertThat(created.created()).isTrue())
			.satisfies((created) -> assertThat(created.object().line()).isEqualTo(7));
		assertThat(await(this.stocks.aupdateOrCreate(kw("key", this.north.key()), defaults("amount", 9))).created())
			.isFalse();
		assertThat(await(this.stocks.aupdateOrCreate(kw("warehouse", "east", "sku", "ink"), defaults("amount", 9)))
			.object()).isEqualTo(new Stock(new StockKey("east", "ink"), 9));
	}

	@Test
	void manyAreWrittenAtOnce() {
		List<Line> many = List.of(new Line(Ref.to(this.second), 5, "cap", 1),
				new Line(Ref.to(this.second), 4, "cap", 2));

		assertThat(await(this.lines.abulkCreate(many))).isEqualTo(many);
		assertThat(await(this.lines.abulkCreate(List.of(new Line(Ref.to(this.second), 4, "cap", 7)),
				updateConflicts("amount").uniqueFields("pk"))))
			.extracting(Line::amount)
			.containsExactly(7);
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(await(this.lines.abulkUpdate(
					List.of(new Line(Ref.to(this.second), 5, "cap", 11), new Line(Ref.to(this.second), 4, "cap", 12)),
					"amount")))
				.isEqualTo(2);
			assertThat(sql.statements()).filteredOn((statement) -> statement.contains("UPDATE")).hasSize(1);
		}
		assertThat(await(this.lines.filter("product", "cap").orderBy("pk").valuesList(Line::amount).alist()))
			.containsExactly(12, 11);
		assertThat(await(this.stocks.abulkCreate(List.of(new Stock(new StockKey("x", "y"), 1)))))
			.containsExactly(new Stock(new StockKey("x", "y"), 1));
	}

	@Test
	void copiesAreMadeInMemory() {
		assertThat(this.stocks.with(this.north, set(Stock::key).to(new StockKey("a", "b"))).key())
			.isEqualTo(new StockKey("a", "b"));
		assertThat(this.stocks.with(this.north, set(Stock::amount).to(7))).isEqualTo(new Stock(this.north.key(), 7));
		assertThat(this.lines.with(this.one, set(Line::line).to(7)).key()).isEqualTo(List.of(id(this.first), 7));
	}

	@Test
	void deletesFollowForeignKeysThatArePartOfTheKey() {
		assertThat(await(this.orm.repository(Purchases.class).filter("buyer", "Ann").adelete()).perModel())
			.isEqualTo(Map.of("Purchase", 1L, "Line", 2L));
		assertThat(await(this.orm.repository(Purchases.class).annotate("n", count("lines")).rows().aget()).get("n",
				Long.class))
			.isEqualTo(1);
	}

	@Test
	void relatedObjectsAreLoadedEagerly() {
		assertThat(await(this.lines.selectRelated("purchase").orderBy("pk").alist()))
			.extracting((line) -> line.purchase().get().buyer())
			.containsExactly("Ann", "Ann", "Bob");
		assertThat(await(this.lines.prefetchRelated("purchase").orderBy("pk").alist()))
			.extracting((line) -> line.purchase().get().buyer())
			.containsExactly("Ann", "Ann", "Bob");
		Purchases purchases = this.orm.repository(Purchases.class);
		assertThat(await(purchases.prefetchRelated("lines").orderBy("pk").alist()))
			.extracting((purchase) -> purchase.lines().list().size())
			.containsExactly(2, 1);
		assertThat(await(purchases.filter("lines", this.three).aget()).buyer()).isEqualTo("Bob");
		assertThat(await(purchases.filter("lines", this.three.key()).aget()).buyer()).isEqualTo("Bob");
		assertThat(await(purchases.filter("lines__in", List.of(this.three, this.one)).acount())).isEqualTo(2);
		assertThat(await(purchases.exclude("lines", this.three).aget()).buyer()).isEqualTo("Ann");
		assertThat(await(purchases.filter("lines__isnull", true).acount())).isZero();
		assertThat(await(purchases.orderBy("pk").annotate("n", count("lines").distinct()).rows().alist()))
			.extracting((row) -> row.get("n", Long.class))
			.containsExactly(2L, 1L);
		assertThat(await(this.lines.declared(this.first.id()))).hasSize(2);
	}

	@Test
	void repositoriesNameARecordOfTheKeysColumns() {
		assertThat(await(this.orm.repository(ListLines.class).aget(this.one.key()))).isEqualTo(this.one);
		assertThatExceptionOfType(RepositoryDefinitionException.class)
			.isThrownBy(() -> this.orm.repository(WrongLines.class))
			.withMessageContaining(
					"the key of 'Line' has several columns; extend AsyncRepository<Line, List<?>>, or name"
							+ " a record in place of the list: record Key(Long purchase, Integer line)");
	}

	@Test
	void rawQueriesGiveAllColumnsOfTheKey() {
		assertThat(await(this.lines.raw("select * from \"line\" where \"amount\" = 7").alist()).get(0).object())
			.isEqualTo(this.two);
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> await(this.lines.raw("select \"line\", \"product\" from \"line\"").alist()))
			.withMessageContaining("must give the key, column 'purchase_id'");
	}

	@Test
	void anObjectThatRefersToWhatWasNotSavedIsRefused() {
		Purchase unsaved = new Purchase(null, "Eve", Many.of());

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(this.lines.asave(new Line(Ref.to(unsaved), 1, "ink", 1))))
			.withMessageContaining("has no key yet");
	}

	private static long id(Purchase purchase) {
		Long id = purchase.id();
		return (id != null) ? id : 0;
	}

}
