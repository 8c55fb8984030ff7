package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.jdbc.ConvertedModels.Isbn;
import io.asyncorm.jdbc.ConvertedModels.Line;
import io.asyncorm.jdbc.ConvertedModels.Loan;
import io.asyncorm.jdbc.ConvertedModels.Money;
import io.asyncorm.jdbc.ConvertedModels.Sale;
import io.asyncorm.jdbc.ConvertedModels.Sales;
import io.asyncorm.jdbc.ConvertedModels.Shop;
import io.asyncorm.jdbc.ConvertedModels.ShopId;
import io.asyncorm.jdbc.ConvertedModels.SqlLine;
import io.asyncorm.jdbc.ConvertedModels.Status;
import io.asyncorm.jdbc.ConvertedModels.Volume;
import io.asyncorm.jdbc.ConvertedModels.Volumes;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Row;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.coalesce;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.min;
import static io.asyncorm.Orm.outerRef;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.subquery;
import static io.asyncorm.Orm.value;
import static io.asyncorm.Orm.when;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Types of the application's own, in every place where values go in or come out.
 */
@ParameterizedClass
@EnumSource
class ConvertedTypesIntegrationTests {

	private static final Isbn FIRST = new Isbn("978-1");

	private static final Isbn SECOND = new Isbn("978-2");

	private static final Money CHEAP = Money.euros("5.00");

	private static final Money DEAR = Money.euros("20.00");

	private final WriteDatabase database;

	private final QuerySet<Volume> volumes;

	private final QuerySet<Sale> sales;

	private final ModelWrites<Sale> saleWrites;

	private Shop shop;

	ConvertedTypesIntegrationTests(TestDatabase database) {
		this.database = new WriteDatabase(database, ConvertedModels.CONVERTERS, Shop.class, Volume.class, Sale.class,
				Loan.class);
		this.volumes = this.database.all(Volume.class);
		this.sales = this.database.all(Sale.class);
		this.saleWrites = this.database.writes(Sale.class);
		this.shop = new Shop(null, "none yet", null);
	}

	@BeforeEach
	void store() {
		this.shop = this.database.writes(Shop.class).create(new Shop(null, "north", null)).join();
		ModelWrites<Volume> writes = this.database.writes(Volume.class);
		writes.create(Volume.of("978-1", "One")).join();
		writes.create(kw("isbn", SECOND, "title", "Two", "successor", FIRST)).join();
		this.saleWrites.create(new Sale(null, CHEAP, Status.PAID, null, Ref.of(Volume.class, FIRST), Ref.to(this.shop)))
			.join();
		this.saleWrites.create(kw("price", DEAR, "volume", Ref.of(Volume.class, SECOND))).join();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void isStoredAsItsConverterSays() {
		assertThat(this.database.jdbc().queryForList("select \"isbn\" from \"volume\" order by \"isbn\"", String.class))
			.containsExactly("978-1", "978-2");
		assertThat(this.database.jdbc().queryForList("select \"status\" from \"sale\" order by \"id\"", String.class))
			.containsExactly("p", "o");
		assertThat(
				this.database.jdbc().queryForList("select \"price\" from \"sale\" order by \"id\"", BigDecimal.class))
			.containsExactly(CHEAP.amount(), DEAR.amount());
	}

	@Test
	void comesBackAsAnObjectAndNullStaysNull() {
		Sale first = this.sales.filter("status", Status.PAID).aget().join();

		assertThat(first.price()).isEqualTo(CHEAP);
		assertThat(first.discount()).isNull();
		assertThat(first.volume().key()).isEqualTo(FIRST);
		assertThat(first.shop()).isEqualTo(Ref.to(this.shop));
		assertThat(this.volumes.filter("successor__isnull", true).aget().join().isbn()).isEqualTo(FIRST);
		assertThat(this.volumes.filter("successor", null).acount().join()).isEqualTo(1);
	}

	@Test
	void aDefaultIsAValueOfTheProperty() {
		Sale second = this.sales.filter("price", DEAR).aget().join();

		assertThat(second.status()).isEqualTo(Status.ORDERED);
		assertThat(second.discount()).isEqualTo(Money.euros("0.50"));
	}

	@Test
	void isLookedUpByValuesOfThePropertyAndOfTheColumn() {
		assertThat(this.volumes.filter("isbn", FIRST).acount().join()).isEqualTo(1);
		assertThat(this.volumes.filter("isbn", "978-1").acount().join()).isEqualTo(1);
		assertThat(this.volumes.filter("isbn__in", List.of(FIRST, SECOND)).acount().join()).isEqualTo(2);
		assertThat(this.volumes.exclude("isbn__in", List.of(FIRST)).acount().join()).isEqualTo(1);
		assertThat(this.volumes.filter(where(Volume::isbn).eq(FIRST)).acount().join()).isEqualTo(1);
		assertThat(this.volumes.filter("isbn__gt", FIRST).aget().join().isbn()).isEqualTo(SECOND);
		assertThat(this.sales.filter("price__range", List.of(CHEAP, Money.euros("9"))).acount().join()).isEqualTo(1);
		assertThat(this.sales.filter("price__gt", 5).acount().join()).isEqualTo(1);
		assertThat(this.sales.filter("status", "PAID").acount().join()).isEqualTo(1);
		assertThat(this.sales.filter("status__in", List.of("PAID", Status.ORDERED)).acount().join()).isEqualTo(2);
	}

	@Test
	void partsOfATextAreLookedForInTheColumn() {
		assertThat(this.volumes.filter("isbn__endswith", "-1").acount().join()).isEqualTo(1);
		assertThat(this.volumes.filter("isbn__icontains", FIRST).acount().join()).isEqualTo(1);
		assertThat(this.sales.filter("status__startswith", "p").acount().join()).isEqualTo(1);
		assertThat(this.sales.filter("volume__isbn__startswith", "978").acount().join()).isEqualTo(2);
	}

	@Test
	void isSetByUpdates() {
		assertThat(this.sales.filter("volume", FIRST).aupdate(kw("price", DEAR, "status", "ORDERED")).join())
			.isEqualTo(1);
		assertThat(this.sales.filter("price", DEAR).filter("status", Status.ORDERED).acount().join()).isEqualTo(2);

		this.volumes.filter("isbn", FIRST).aupdate(set(Volume::successor).to(SECOND)).join();
		this.sales.aupdate(kw("price", f("price").plus(value(CHEAP)))).join();
		this.sales
			.aupdate(
					kw("status", when(where(Sale::price).eq(Money.euros("25")), Status.PAID).otherwise(Status.ORDERED)))
			.join();

		assertThat(this.volumes.filter("isbn", FIRST).aget().join().successor()).isEqualTo(SECOND);
		assertThat(this.sales.filter("price", Money.euros("25")).filter("status", Status.PAID).acount().join())
			.isEqualTo(2);
	}

	@Test
	void isCopiedAndSaved() {
		Sale sale = this.sales.filter("price", CHEAP).aget().join();

		Sale changed = this.saleWrites.with(sale, set(Sale::price).to(DEAR));
		Sale saved = this.saleWrites.save(changed).join();
		Sale partly = this.saleWrites.save(sale, set(Sale::status).to(Status.ORDERED)).join();

		assertThat(changed.price()).isEqualTo(DEAR);
		assertThat(saved.price()).isEqualTo(DEAR);
		assertThat(partly.price()).isEqualTo(DEAR);
		assertThat(partly.status()).isEqualTo(Status.ORDERED);
		assertThat(this.sales.acount().join()).isEqualTo(2);
	}

	@Test
	void upsertsByItsUniqueKey() {
		ModelWrites<Volume> writes = this.database.writes(Volume.class);
		Volume saved = writes.save(Volume.of("978-1", "Changed")).join();

		boolean created = this.volumes.aupdateOrCreate(kw("isbn", new Isbn("978-3")), defaults("title", "Three"))
			.join()
			.created();
		boolean again = this.volumes.aupdateOrCreate(kw("isbn", new Isbn("978-3")), defaults("successor", FIRST))
			.join()
			.created();

		assertThat(saved.title()).isEqualTo("Changed");
		assertThat(created).isTrue();
		assertThat(again).isFalse();
		assertThat(this.volumes.filter("isbn", "978-3").aget().join().successor()).isEqualTo(FIRST);
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> writes.create(Volume.of("978-3", "Again")).join());
	}

	@Test
	void comesBackInValuesRecordsAndRows() {
		assertThat(this.volumes.orderBy("-isbn").valuesList(Volume::isbn).alist().join()).containsExactly(SECOND,
				FIRST);
		assertThat(this.volumes.valuesList("successor", Isbn.class).afirst().join()).isEmpty();
		assertThat(this.sales.values("volume", "price").alist().join())
			.containsExactly(Map.of("volume", FIRST, "price", CHEAP), Map.of("volume", SECOND, "price", DEAR));
		assertThat(this.sales.values(Line.class).alist().join()).containsExactly(new Line(FIRST, CHEAP, Status.PAID),
				new Line(SECOND, DEAR, Status.ORDERED));
		Row<Sale> row = this.sales.only("price").alist().join().get(0);
		assertThat(row.get(Sale::price)).isEqualTo(CHEAP);
		assertThat(row.get("price", Money.class)).isEqualTo(CHEAP);
	}

	@Test
	void theLeastAndTheGreatestAreValuesOfThePropertyAndWhatIsComputedIsNot() {
		Map<String, Object> result = this.sales
			.aaggregate(kw("least", min("price"), "last", max("volume"), "twice", max(f("price").times(2))))
			.join();
		Map<String, Object> sliced = this.sales.slice(0, 1).aaggregate(kw("most", max("price"))).join();

		assertThat(result).containsEntry("least", CHEAP).containsEntry("last", SECOND);
		assertThat((BigDecimal) result.get("twice")).isEqualByComparingTo("40");
		assertThat(sliced).containsEntry("most", CHEAP);
		assertThat(this.volumes.annotate("best", max("sales__price"))
			.filter("best__gte", DEAR)
			.values("isbn", "best")
			.alist()
			.join()).containsExactly(Map.of("isbn", SECOND, "best", DEAR));
		assertThat(this.volumes.annotate("next", coalesce(f("successor"), value(new Isbn("none"))))
			.orderBy("isbn")
			.valuesList("next", Isbn.class)
			.alist()
			.join()).containsExactly(new Isbn("none"), FIRST);
	}

	@Test
	void alternativesOfCaseAreValuesOfTheProperty() {
		QuerySet<Sale> chosen = this.sales.annotate("state",
				when(where(Sale::price).eq(CHEAP), Status.ORDERED).otherwise(f("status")));

		assertThat(chosen.filter("state", Status.ORDERED).acount().join()).isEqualTo(2);
		assertThat(chosen.filter("state", Status.PAID).acount().join()).isZero();
		assertThat(chosen.valuesList("state", Status.class).alist().join()).containsExactly(Status.ORDERED,
				Status.ORDERED);
	}

	@Test
	void groupsByIt() {
		assertThat(this.sales.values("status").annotate("sales", count("pk")).orderBy("status").alist().join())
			.containsExactly(Map.of("status", Status.ORDERED, "sales", 1L), Map.of("status", Status.PAID, "sales", 1L));
	}

	@Test
	void isAKeyThatObjectsAreFoundBy() {
		assertThat(this.shop.id()).isEqualTo(new ShopId(1));
		assertThat(this.database.all(Shop.class).filter("pk", this.shop.id()).aget().join()).isEqualTo(this.shop);
		assertThat(this.database.all(Shop.class).filter("pk", 1).aget().join()).isEqualTo(this.shop);
		assertThat(this.volumes.ainBulk(List.of(FIRST, new Isbn("978-9"))).join()).containsOnlyKeys(FIRST);
		assertThat(this.volumes.acontains(Volume.of("978-1", "")).join()).isTrue();
		assertThat(this.sales.filter("volume", FIRST).acount().join()).isEqualTo(1);
		assertThat(this.sales.filter("volume_id__in", List.of(FIRST, SECOND)).acount().join()).isEqualTo(2);
		assertThat(this.sales.filter("volume__in", this.volumes.filter("isbn", FIRST)).acount().join()).isEqualTo(1);
		assertThat(this.sales.filter("shop", this.shop).acount().join()).isEqualTo(1);
		assertThat(this.sales.filter(where(path(Sale::volume).then(Volume::isbn)).eq(SECOND)).acount().join())
			.isEqualTo(1);
		assertThat(this.volumes.filter("sales__price", DEAR).aget().join().isbn()).isEqualTo(SECOND);
	}

	@Test
	void isAKeyThatRelationsGoBy() {
		this.database.jdbc().update("insert into \"volume_shops\" (\"volume_id\", \"shop_id\") values ('978-1', 1)");

		Sale joined = this.sales.selectRelated("volume", "shop").filter("price", CHEAP).aget().join();
		Volume read = this.volumes.prefetchRelated("sales__shop", "shops").filter("pk", FIRST).aget().join();
		Sale unread = this.sales.filter("price", CHEAP).aget().join();

		assertThat(joined.volume().get().title()).isEqualTo("One");
		List<Sale> ofVolume = Objects.requireNonNull(read.sales()).list();
		assertThat(ofVolume).extracting(Sale::price).containsExactly(CHEAP);
		assertThat(Objects.requireNonNull(ofVolume.get(0).shop()).get()).isEqualTo(this.shop);
		assertThat(Objects.requireNonNull(read.shops()).list()).containsExactly(this.shop);
		assertThat(unread.volume().aget().join().isbn()).isEqualTo(FIRST);
		assertThat(Objects.requireNonNull(read.sales()).all().acount().join()).isEqualTo(1);
		assertThat(this.database.all(Shop.class).filter("volumes", FIRST).acount().join()).isEqualTo(1);
	}

	@Test
	void isAKeyThatDeletesCascadeBy() {
		assertThat(this.volumes.filter("title", "One").adelete().join().perModel()).containsEntry("Sale", 1L)
			.containsEntry("Volume", 1L);
		assertThat(this.volumes.filter("isbn__in", List.of(SECOND)).adelete().join().count()).isEqualTo(2);
		assertThat(this.sales.acount().join()).isZero();
		assertThat(this.database.all(Shop.class).adelete().join().count()).isEqualTo(1);
	}

	@Test
	void isTheDefaultThatReferencesAreSetTo() {
		Loan given = this.database.writes(Loan.class).create(new Loan(null, Ref.of(Volume.class, SECOND))).join();
		Loan byDefault = this.database.writes(Loan.class).create(kw("id", null)).join();

		this.volumes.filter("pk", SECOND).adelete().join();

		assertThat(byDefault.volume().key()).isEqualTo(FIRST);
		assertThat(this.database.all(Loan.class).filter("pk", given.id()).aget().join().volume().key())
			.isEqualTo(FIRST);
	}

	@Test
	void comesBackOfSubqueriesAndOfCombinedQuerySets() {
		assertThat(this.volumes
			.annotate("price", subquery(this.sales.filter("volume", outerRef("isbn")).slice(0, 1).values("price")))
			.filter("price", CHEAP)
			.values("isbn", "price")
			.alist()
			.join()).containsExactly(Map.of("isbn", FIRST, "price", CHEAP));
		assertThat(this.volumes.valuesList("isbn", Isbn.class)
			.union(this.sales.valuesList("volume", Isbn.class))
			.orderBy("isbn")
			.alist()
			.join()).containsExactly(FIRST, SECOND);
	}

	@Test
	void isUnderstoodInDeclaredMethodsAndInSql() {
		RepositoryProxyFactory factory = new RepositoryProxyFactory(this.database.querySets());
		Volumes volumes = factory.create(Volumes.class);
		Sales sales = factory.create(Sales.class);

		assertThat(volumes.aget(FIRST).join().title()).isEqualTo("One");
		assertThat(volumes.alist(FIRST).join()).extracting(Volume::isbn).containsExactly(SECOND);
		assertThat(volumes.alist("-2").join()).extracting(Volume::isbn).containsExactly(SECOND);
		assertThat(volumes.aupdateOrCreate(FIRST, "Changed").join().created()).isFalse();
		assertThat(sales.alist(DEAR, Status.ORDERED).join()).hasSize(1);
		assertThat(sales.alist(List.of(CHEAP, DEAR)).join()).hasSize(2);
		assertThat(sales.alist(SECOND).join()).hasSize(1);
		assertThat(sales.aupdate(Status.PAID, DEAR).join()).isEqualTo(1);
		assertThat(volumes.abyIsbn(SECOND).join().successor()).isEqualTo(FIRST);
		assertThat(volumes.aisbns().join()).containsExactly(FIRST, SECOND);
		assertThat(volumes.alines(DEAR).join()).containsExactlyInAnyOrder(new SqlLine(FIRST, DEAR),
				new SqlLine(SECOND, DEAR));
		assertThat(this.volumes.raw("select * from \"volume\" where \"isbn\" = ?", FIRST).alist().join()).hasSize(1);
		assertThat(this.sales.raw("select * from \"sale\" where \"volume_id\" = ?", Ref.of(Volume.class, FIRST))
			.alist()
			.join()).hasSize(1);
	}

	@Test
	void whatCannotBeStoredIsRefusedByTheNameOfTheField() {
		Money dollars = new Money(BigDecimal.ONE, "USD");

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.sales.aupdate(kw("price", dollars)))
			.withMessageStartingWith("'Sale.price': its converter '" + ConvertedModels.MoneyConverter.class.getName()
					+ "' cannot store a value (java.lang.IllegalArgumentException)")
			.withCauseInstanceOf(IllegalArgumentException.class);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.sales.filter("price", dollars))
			.withMessageStartingWith("'Sale.price': ");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.volumes.aupdate(kw("successor", "9 7 8")))
			.withMessageStartingWith("'Volume.successor': ")
			.withMessageNotContaining("9 7 8");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.sales.filter("status", "o"))
			.withMessageStartingWith("'Sale.status': ")
			.withMessageContaining("it must be the name of a constant");
	}

	@Test
	void whatCannotBeReadIsRefusedByTheNameOfTheField() {
		this.database.jdbc().update("update \"sale\" set \"status\" = 'x'");

		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> this.sales.alist().join())
			.withMessageStartingWith("Sale.alist: 'Sale' with the key 1 cannot be read: 'Sale.status': its converter ")
			.withCauseInstanceOf(IllegalArgumentException.class);
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.sales.valuesList("status").alist().join())
			.withMessageStartingWith("'Sale.status': its converter ");
	}

}
