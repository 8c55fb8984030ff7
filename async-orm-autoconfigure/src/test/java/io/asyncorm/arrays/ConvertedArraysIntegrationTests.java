package io.asyncorm.arrays;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.arrays.ConvertedArrayModels.CurrencyConverter;
import io.asyncorm.arrays.ConvertedArrayModels.Isbn;
import io.asyncorm.arrays.ConvertedArrayModels.Money;
import io.asyncorm.arrays.ConvertedArrayModels.MoneyConverter;
import io.asyncorm.arrays.ConvertedArrayModels.Parcel;
import io.asyncorm.arrays.ConvertedArrayModels.Parcels;
import io.asyncorm.arrays.ConvertedArrayModels.Status;
import io.asyncorm.arrays.ConvertedArrayModels.StatusConverter;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.ClientLookups;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.where;
import static io.asyncorm.arrays.ConvertedArrayModels.Status.ORDERED;
import static io.asyncorm.arrays.ConvertedArrayModels.Status.PAID;
import static io.asyncorm.arrays.ConvertedArrayModels.Status.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Elements of arrays are converted as single values of their type are: by converters, as
 * records of one value, and by what stands in for types of the JDK.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvertedArraysIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(3);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Parcel.class)
		.converters(new StatusConverter(), new MoneyConverter(), new CurrencyConverter())
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Parcels parcels = this.orm.repository(Parcels.class);

	private final JdbcClient jdbc = JdbcClient.create(this.pool);

	@AfterEach
	void clear() {
		this.jdbc.sql("delete from parcel").update();
	}

	@AfterAll
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void elementsAreStoredAsSingleValuesAre() {
		Parcel given = new Parcel(null, "a", PAID, List.of(ORDERED, PAID), Set.of(new Isbn("978")),
				new Money[] { Money.euros("1.50") }, Arrays.asList(Currency.getInstance("EUR"), null), List.of("abc"));

		Parcel created = await(this.parcels.acreate(given));
		List<Parcel> copies = await(this.parcels.abulkCreate(List.of(renamed(given, "b"), renamed(given, "c"))));

		assertThat(this.jdbc
			.sql("select status, history::text, books::text, prices::text, currencies::text,"
					+ " words::text from parcel")
			.query()
			.listOfRows()).hasSize(3)
			.containsOnly(Map.of("status", "p", "history", "{o,p}", "books", "{978}", "prices", "{1.50}", "currencies",
					"{978,NULL}", "words", "{cba}"));
		for (Parcel read : List.of(created, copies.get(0), await(this.parcels.aget(created.id())))) {
			assertThat(read).usingRecursiveComparison().ignoringFields("id", "name").isEqualTo(given);
		}
	}

	@Test
	void columnsAreThoseOfConvertedElements() {
		List<String> types = this.jdbc.sql("""
				select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'parcel'::regclass
				and attname in ('history', 'books', 'prices', 'currencies', 'words') order by attnum""")
			.query(String.class)
			.list();

		assertThat(types).containsExactly("text[]", "text[]", "numeric(8,2)[]", "integer[]", "text[]");
		AsyncOrm.builder(this.pool)
			.models(Parcel.class)
			.converters(new StatusConverter(), new MoneyConverter(), new CurrencyConverter())
			.schemaAction(SchemaAction.VALIDATE)
			.build()
			.close();
	}

	@Test
	void lookupsTakeElementsInAnyContainer() {
		fill();

		assertThat(names(this.parcels.filter("history__contains", List.of(PAID)))).containsExactly("b", "c");
		assertThat(names(this.parcels.filter("history__contains", Set.of(PAID, SENT)))).containsExactly("c");
		assertThat(names(this.parcels.filter("history__contains", (Object) new Status[] { SENT })))
			.containsExactly("c");
		assertThat(names(this.parcels.filter("history__overlap", List.of("SENT", PAID)))).containsExactly("b", "c");
		assertThat(names(this.parcels.filter("history__contained_by", Set.of(ORDERED, PAID)))).containsExactly("a",
				"b");
		assertThat(names(this.parcels.filter(where(Parcel::history).overlap(Set.of(SENT))))).containsExactly("c");
		assertThat(names(this.parcels.filter("history", List.of(ORDERED, PAID)))).containsExactly("b");
		assertThat(names(this.parcels.filter("history__in", List.of(List.of(ORDERED), Set.of(SENT)))))
			.containsExactly("a");
	}

	@Test
	void partsOfArraysAreConverted() {
		fill();

		assertThat(names(this.parcels.filter("history__1", PAID))).containsExactly("b", "c");
		assertThat(names(this.parcels.filter("history__1", "PAID"))).containsExactly("b", "c");
		assertThat(names(this.parcels.filter("history__2__in", List.of(SENT)))).containsExactly("c");
		assertThat(names(this.parcels.filter("history__1_3", List.of(PAID, SENT)))).containsExactly("c");
		assertThat(names(this.parcels.filter("history__0_2__contains", Set.of(PAID)))).containsExactly("b", "c");
		assertThat(names(this.parcels.filter("history__len__gt", 1))).containsExactly("b", "c");
		assertThat(await(this.parcels.filter("name", "c")
			.annotate("first", f("history__0"))
			.annotate("rest", f("history__1_3"))
			.values("first", "rest", "history")
			.alist())).containsExactly(
					Map.of("first", ORDERED, "rest", List.of(PAID, SENT), "history", List.of(ORDERED, PAID, SENT)));
	}

	@Test
	void updatesTakeElementsInAnyContainer() {
		fill();

		await(this.parcels.filter("name", "a").aupdate(set(Parcel::history).to(List.of(SENT))));
		await(this.parcels.filter("name", "b").aupdate(kw("history", Set.of(SENT), "books", List.of("1", "1"))));
		await(this.parcels.filter("name", "c").aupdate(kw("history", f("history__1_3"))));

		assertThat(await(this.parcels.orderBy("name").alist())).extracting(Parcel::history)
			.containsExactly(List.of(SENT), List.of(SENT), List.of(PAID, SENT));
		assertThat(await(this.parcels.aget(kw("name", "b"))).books()).containsExactly(new Isbn("1"));
	}

	@Test
	void declaredMethodsAndClientsGiveElements() {
		fill();
		ClientLookups<Parcel> lookups = this.parcels.clientLookups().allow("history", "contains");

		Parcel created = await(this.parcels.acreate("d", SENT, List.of(SENT), new Money[] { Money.euros("2.00") }));

		assertThat(created.history()).containsExactly(SENT);
		assertThat(await(this.parcels.alist(List.of(PAID)))).extracting(Parcel::name)
			.containsExactlyInAnyOrder("b", "c");
		assertThat(await(this.parcels.acount(SENT))).isEqualTo(1);
		assertThat(await(this.parcels.acount(Set.of(new Isbn("1"))))).isZero();
		assertThat(await(this.parcels.aexists(List.of(SENT)))).isTrue();
		assertThat(names(lookups.apply(Map.of("history__contains", "PAID,SENT")).all())).containsExactly("c");
	}

	@Test
	void whatAConverterRefusesNamesTheProperty() {
		Parcel given = new Parcel(null, "a", PAID, List.of(), null,
				new Money[] { new Money(Money.euros("1").amount(), "USD") }, null, null);
		Parcel stored = await(this.parcels.acreate(Parcel.of("b", SENT)));
		this.jdbc.sql("update parcel set history = array['o', 'x']").update();

		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> await(this.parcels.acreate(given)))
			.withMessageContaining("'Parcel.prices': One of the elements: its converter '"
					+ MoneyConverter.class.getName() + "' cannot store a value");
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> await(this.parcels.aget(stored.id())))
			.withMessageContaining("'Parcel.history': One of the elements: its converter '"
					+ StatusConverter.class.getName() + "' cannot read what the column holds");
	}

	private void fill() {
		await(this.parcels.abulkCreate(
				List.of(Parcel.of("a", ORDERED), Parcel.of("b", ORDERED, PAID), Parcel.of("c", ORDERED, PAID, SENT))));
	}

	private static List<String> names(QuerySet<Parcel> found) {
		return await(found.orderBy("name").alist()).stream().map(Parcel::name).toList();
	}

	private static Parcel renamed(Parcel parcel, String name) {
		return new Parcel(null, name, parcel.status(), parcel.history(), parcel.books(), parcel.prices(),
				parcel.currencies(), parcel.words());
	}

}
