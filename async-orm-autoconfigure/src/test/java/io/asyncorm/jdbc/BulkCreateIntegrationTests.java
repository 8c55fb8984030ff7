package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import io.asyncorm.jdbc.BulkModels.Blob;
import io.asyncorm.jdbc.BulkModels.Everything;
import io.asyncorm.jdbc.BulkModels.Item;
import io.asyncorm.jdbc.BulkModels.Kind;
import io.asyncorm.jdbc.BulkModels.Note;
import io.asyncorm.jdbc.BulkModels.Place;
import io.asyncorm.jdbc.BulkModels.Ticket;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is stored and returned when many objects are inserted at once.
 */
@ParameterizedClass
@EnumSource
class BulkCreateIntegrationTests extends AbstractBulkCreateIntegrationTests {

	BulkCreateIntegrationTests(TestEngine engine) {
		super(engine);
	}

	@Test
	void objectsComeBackAsTheyAreStoredInOrder() {
		List<Item> stored = this.items.abulkCreate(items(0, 5)).join();

		assertThat(stored).extracting(Item::sku).containsExactly("0", "1", "2", "3", "4");
		assertThat(stored).extracting(Item::id).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(this.items.orderBy("id").alist().join()).isEqualTo(stored);
	}

	@Test
	void manyComeBackInOrder() {
		List<Item> stored = this.items.abulkCreate(items(0, 10_001)).join();

		assertThat(stored).extracting(Item::sku)
			.isEqualTo(IntStream.range(0, 10_001).mapToObj(String::valueOf).toList());
		assertThat(this.items.orderBy("id").alist().join()).isEqualTo(stored);
	}

	@Test
	void nothingIsSentForNoObjects() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(this.items.abulkCreate(List.of()).join()).isEmpty();
			assertThat(sql.statements()).isEmpty();
		}
	}

	@Test
	void manyAreOneStatement() {
		requireOrder();
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			this.items.abulkCreate(items(0, 200)).join();
			assertThat(sql.statements().stream().filter((text) -> text.contains("INSERT"))).hasSize(1);
		}
	}

	@Test
	void theTextOfTheStatementIsTheSameForAnyNumber() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others bind each value on its own");
		requireOrder();
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			this.items.abulkCreate(items(0, 200)).join();
			this.items.abulkCreate(items(200, 203)).join();
			assertThat(sql.statements()).hasSize(2).containsOnly(sql.statements().get(0));
		}
	}

	private void requireOrder() {
		TestDatabase.require(this.engine.known().arrays() == null,
				"without arrays, nothing tells which of the rows is which whose keys the database makes");
	}

	@Test
	void objectsWithAndWithoutKeysKeepTheirOrder() {
		List<Item> stored = this.items
			.abulkCreate(List.of(Item.of("a", 1), new Item(600L, "north", "b", "A", 2), Item.of("c", 3)))
			.join();

		assertThat(stored).extracting(Item::sku).containsExactly("a", "b", "c");
		assertThat(stored.get(1).id()).isEqualTo(600);
		assertThat(this.items.orderBy("sku").alist().join()).isEqualTo(stored);
	}

	@Test
	void valuesOfAllTypesAreStored() {
		Everything full = new Everything(null, "a \"quoted\", {text} \\ with, commas", true, (short) 3, 4, 1.5f, 2.25,
				new BigDecimal("12.50"), LocalDate.of(2026, 1, 31), LocalTime.of(9, 30, 15, 123_456_000),
				Instant.parse("2026-01-31T12:00:00.123456Z"), LocalDateTime.of(2026, 1, 31, 12, 0, 0, 123_456_000),
				Duration.ofHours(50).plusMillis(5), UUID.randomUUID(), Kind.TWO,
				Map.of("a", List.of(1, "x\"y"), "b", Map.of("c", true)), List.of("x", "NULL", ""));
		Everything empty = new Everything(null, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null);

		List<Everything> stored = this.database.all(Everything.class).abulkCreate(List.of(full, empty, full)).join();

		assertThat(stored).usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
			.containsExactly(full, empty, full);
		assertThat(this.database.all(Everything.class).orderBy("id").alist().join()).isEqualTo(stored);
	}

	@Test
	void bytesAreStored() {
		List<Blob> stored = this.database.all(Blob.class)
			.abulkCreate(List.of(new Blob(null, new byte[] { 1, -1, 0 }), new Blob(null, new byte[0])))
			.join();

		assertThat(stored.get(0).bytes()).containsExactly(1, -1, 0);
		assertThat(stored.get(1).bytes()).isEmpty();
	}

	@Test
	void automaticTimesAndDefaultsAreThoseOfASingleInsert() {
		Item item = this.database.writes(Item.class).create(Item.of("a", 1)).join();

		List<Note> stored = this.database.all(Note.class)
			.abulkCreate(List.of(new Note(null, "x", Ref.to(item), null, null, null),
					new Note(null, "y", null, 3, Instant.EPOCH, Instant.EPOCH)))
			.join();

		assertThat(stored).extracting(Note::stars).containsExactly(7, 3);
		assertThat(stored).extracting(Note::created)
			.allSatisfy((time) -> assertThat(time).isAfter(Instant.now().minusSeconds(600)));
		assertThat(stored).extracting(Note::updated)
			.allSatisfy((time) -> assertThat(time).isAfter(Instant.now().minusSeconds(600)));
		assertThat(Objects.requireNonNull(stored.get(0).item()).key()).isEqualTo(item.id());
	}

	@Test
	void keysThatNoSequenceOfTheColumnMakesComeBack() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others draw no keys");
		this.database.changeTables("create sequence other_keys start 500",
				"alter table \"item\" alter column \"id\" drop identity",
				"alter table \"item\" alter column \"id\" set default nextval('other_keys')");

		List<Item> stored = this.items.abulkCreate(items(0, 3)).join();
		List<Item> joined = this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED,
				() -> this.items.abulkCreate(items(3, 6)).join());

		assertThat(stored).extracting(Item::sku).containsExactly("0", "1", "2");
		assertThat(this.items.orderBy("id").alist().join())
			.containsExactlyElementsOf(Stream.concat(stored.stream(), joined.stream()).toList());
	}

	@Test
	void keysOfIdentityColumnsThatTakeNoOthersComeBack() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others draw no keys");
		this.database.changeTables("alter table \"item\" alter column \"id\" set generated always");

		assertThat(this.items.abulkCreate(items(0, 3)).join()).isEqualTo(this.items.orderBy("id").alist().join());
	}

	@Test
	void keysOfTheUserAreStored() {
		List<Place> places = List.of(new Place("b", "B"), new Place("a", "A"));

		assertThat(this.database.all(Place.class).abulkCreate(places).join()).isEqualTo(places);
	}

	@Test
	void rowsOfNothingButAKeyAreStored() {
		List<Ticket> stored = this.database.all(Ticket.class)
			.abulkCreate(List.of(new Ticket(null), new Ticket(null), new Ticket(9L)))
			.join();

		assertThat(stored).extracting(Ticket::id).doesNotContainNull().doesNotHaveDuplicates().endsWith(9L);
	}

}
