package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import io.asyncorm.expression.Update;
import io.asyncorm.jdbc.BulkModels.Everything;
import io.asyncorm.jdbc.BulkModels.Item;
import io.asyncorm.jdbc.BulkModels.Kind;
import io.asyncorm.jdbc.BulkModels.Note;
import io.asyncorm.jdbc.BulkModels.Place;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.batchSize;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.inChunks;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.value;
import static io.asyncorm.Orm.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is written and refused when many objects are updated at once.
 */
@ParameterizedClass
@EnumSource
class BulkUpdateIntegrationTests {

	private final TestDatabase kind;

	private final WriteDatabase database;

	private final QuerySet<Item> items;

	private List<Item> stored = List.of();

	BulkUpdateIntegrationTests(TestEngine engine) {
		this.kind = engine.database();
		this.database = WriteDatabase.kept(engine, Item.class, Everything.class, Note.class, Place.class);
		this.items = this.database.all(Item.class);
	}

	@BeforeEach
	void store() {
		this.stored = this.items
			.abulkCreate(IntStream.range(0, 30).mapToObj((number) -> Item.of(String.valueOf(number), number)).toList())
			.join();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void whatTheConstructorRefusesIsNotSent() {
		List<Item> stored = this.items.abulkCreate(List.of(Item.of("a", 1), Item.of("b", 2))).join();

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items
				.abulkUpdate(stored, (item) -> set(Item::label).to("b".equals(item.sku()) ? "cursed" : "B"))
				.join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(1))
			.withMessageContaining("a cursed item")
			.withCauseInstanceOf(RefusedObjectException.class);
		assertThat(this.items.exclude("label", "A").acount().join()).isZero();
	}

	@Test
	void onlyTheNamedFieldsAreWritten() {
		List<Item> changed = this.stored.stream()
			.map((item) -> new Item(item.id(), "south", item.sku(), "B", item.amount() + 100))
			.toList();

		assertThat(this.items.abulkUpdate(changed, "amount", "label").join()).isEqualTo(30);
		assertThat(this.items.orderBy("id").alist().join()).isEqualTo(this.stored.stream()
			.map((item) -> new Item(item.id(), "north", item.sku(), "B", item.amount() + 100))
			.toList());
	}

	@Test
	void manyAreOneStatement() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			this.items.abulkUpdate(this.stored, "amount").join();
			this.items.abulkUpdate(this.stored.subList(0, 2), "amount").join();
			assertThat(sql.statements()).filteredOn((statement) -> statement.contains("UPDATE")).hasSize(2);
		}
	}

	@Test
	void eachObjectMayHaveChangesOfItsOwn() {
		assertThat(
				this.items.abulkUpdate(this.stored, (item) -> set(Item::amount).to(f(Item::amount).plus(item.amount())))
					.join())
			.isEqualTo(30);
		assertThat(this.items.orderBy("id").alist().join()).extracting(Item::amount)
			.containsExactlyElementsOf(this.stored.stream().map((item) -> item.amount() * 2).toList());
	}

	@Test
	void changesOfDifferentFormsAreWritten() {
		assertThat(this.items.abulkUpdate(this.stored.subList(0, 3), (item) -> switch (item.amount()) {
			case 0 -> set(Item::label).to("zero").and(set(Item::amount).to(70));
			case 1 -> Update.of(kw("amount", when(q("label__in", List.of("A", "B")), value(5)).otherwise(value(6))));
			default -> set(Item::amount).to(f(Item::amount).times(50));
		}).join()).isEqualTo(3);
		assertThat(this.items.orderBy("id").slice(0, 3).alist().join()).extracting(Item::amount)
			.containsExactly(70, 5, 100);
		assertThat(this.items.filter("label", "zero").acount().join()).isEqualTo(1);
	}

	@Test
	void subqueriesMayUseTheValuesOfTheRow() {
		QuerySet<Item> others = this.database.all(Item.class);

		assertThat(
				this.items
					.abulkUpdate(this.stored.subList(0, 3),
							(item) -> Update.of(kw("amount",
									others.filter("sku", String.valueOf(item.amount() + 10)).valuesList(Item::amount))))
					.join())
			.isEqualTo(3);
		assertThat(this.items.orderBy("id").slice(0, 3).alist().join()).extracting(Item::amount)
			.containsExactly(10, 11, 12);
	}

	@Test
	void valuesOfAllTypesAreWritten() {
		QuerySet<Everything> all = this.database.all(Everything.class);
		Everything empty = new Everything(null, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null);
		List<Everything> created = all.abulkCreate(List.of(empty, empty)).join();
		List<Everything> changed = created.stream()
			.map((object) -> new Everything(object.id(), "x,\"y\"", false, (short) 3, 4, 1.5f, 2.25,
					new BigDecimal("12.50"), LocalDate.of(2026, 1, 31), null, Instant.parse("2026-01-31T12:00:00Z"),
					null, Duration.ofHours(50), UUID.randomUUID(), Kind.TWO, Map.of("a", List.of(1)), List.of("x")))
			.toList();

		assertThat(all
			.abulkUpdate(changed, "text", "truth", "small", "number", "real", "real2", "decimal", "date", "time",
					"instant", "dateTime", "duration", "uuid", "kind", "json", "list")
			.join()).isEqualTo(2);
		assertThat(all.orderBy("id").alist().join()).isEqualTo(changed);
		assertThat(all
			.abulkUpdate(List.of(new Everything(created.get(0).id(), null, null, null, null, null, null, null, null,
					null, null, null, null, null, null, null, null), changed.get(1)), "json", "uuid", "duration")
			.join()).isEqualTo(2);
		assertThat(all.filter("json__isnull", true).aget().join().duration()).isNull();
	}

	@Test
	void referencesAndKeysOfTheUserAreWritten() {
		List<Note> notes = this.database.all(Note.class)
			.abulkCreate(List.of(new Note(null, "x", null, 1, null, null), new Note(null, "y", null, 2, null, null)))
			.join();
		this.database.all(Place.class).abulkCreate(List.of(new Place("a", "A"), new Place("b", "B"))).join();

		this.database.all(Note.class)
			.abulkUpdate(notes, (note) -> set(Note::item).to(Ref.to(this.stored.get(note.stars() + 3))))
			.join();
		this.database.all(Place.class).abulkUpdate(List.of(new Place("b", "BB"), new Place("a", "AA")), "name").join();

		assertThat(this.database.all(Note.class).orderBy("id").alist().join())
			.allSatisfy((note) -> assertThat(note.item()).isEqualTo(Ref.to(this.stored.get(note.stars() + 3))));
		assertThat(this.database.all(Place.class).orderBy("code").alist().join()).containsExactly(new Place("a", "AA"),
				new Place("b", "BB"));
	}

	@Test
	void automaticTimesStayAsTheyAre() {
		Note note = this.database.writes(Note.class).create(new Note(null, "x", null, 1, null, null)).join();

		this.database.all(Note.class)
			.abulkUpdate(List.of(new Note(note.id(), "y", null, 1, null, null)), "text")
			.join();

		assertThat(this.database.all(Note.class).aget().join().updated()).isEqualTo(note.updated());
	}

	@Test
	void theFilterOfTheQuerySetCounts() {
		List<Item> changed = this.stored.stream()
			.map((item) -> new Item(item.id(), "south", item.sku(), "B", 1000))
			.toList();

		assertThat(this.items.filter("amount__lt", 10).abulkUpdate(changed, "amount").join()).isEqualTo(10);
		assertThat(this.items.none().abulkUpdate(changed, "amount").join()).isZero();
		assertThat(this.items.filter("amount", 1000).acount().join()).isEqualTo(10);
	}

	@Test
	void theFilterMayFollowARelation() {
		this.database.writes(Note.class).create(new Note(null, "x", Ref.to(this.stored.get(4)), 1, null, null)).join();

		assertThat(this.database.all(Note.class)
			.filter("item__amount", 4)
			.abulkUpdate(this.database.all(Note.class).alist().join(), (note) -> set(Note::text).to("found"))
			.join()).isEqualTo(1);
		assertThat(this.database.all(Note.class).aget().join().text()).isEqualTo("found");
	}

	@Test
	void ofAnObjectThatComesTwiceTheFirstCounts() {
		Item item = this.stored.get(0);

		assertThat(this.items
			.abulkUpdate(List.of(new Item(item.id(), "north", "0", "A", 4), new Item(item.id(), "north", "0", "A", 5)),
					"amount")
			.join()).isEqualTo(1);
		assertThat(this.items.filter("pk", item.id()).aget().join().amount()).isEqualTo(4);
	}

	@Test
	void aRowThatIsRefusedIsNamedAndNothingIsWritten() {
		List<Item> changed = new ArrayList<>(this.stored);
		changed.replaceAll((item) -> new Item(item.id(), item.store(), "new" + item.sku(), "B", item.amount()));
		changed.set(17, new Item(this.stored.get(17).id(), "north", "new3", "B", 1));

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkUpdate(changed, "sku", "label").join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(17))
			.withCauseInstanceOf(DuplicateKeyException.class);
		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkUpdate(changed, batchSize(4), "sku", "label").join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(17));
		assertThat(this.items.orderBy("id").alist().join()).isEqualTo(this.stored);
	}

	@Test
	void chunksAreCommittedOneByOne() {
		List<Item> changed = new ArrayList<>(this.stored);
		changed.replaceAll((item) -> new Item(item.id(), item.store(), item.sku(), "B", item.amount()));
		changed.set(17, new Item(this.stored.get(17).id(), "north", "17", "12345678901", 1));

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkUpdate(changed, inChunks(5), "label").join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(17))
			.satisfies((ex) -> assertThat(ex.getWritten()).isEqualTo(15));
		assertThat(this.items.filter("label", "B").acount().join()).isEqualTo(15);
	}

	@Test
	void whatCannotBeWrittenIsRefused() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.items.abulkUpdate(this.stored));
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.items.abulkUpdate(this.stored, "amonut"))
			.withMessageContaining("amount");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.items.abulkUpdate(this.stored, "id"));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.items.abulkUpdate(List.of(this.stored.get(0), Item.of("x", 1)), "amount"))
			.withMessageContaining("at 1");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.items.slice(0, 2).abulkUpdate(this.stored, "amount"));
		assertThat(this.items.abulkUpdate(List.of(), "amount").join()).isZero();
	}

}
