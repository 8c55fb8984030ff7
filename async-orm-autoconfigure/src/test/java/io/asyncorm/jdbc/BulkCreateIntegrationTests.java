package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
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
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.IncompleteWriteException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.batchSize;
import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.inChunks;
import static io.asyncorm.Orm.onProgress;
import static io.asyncorm.Orm.updateConflicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is stored, returned and refused when many objects are inserted at once.
 */
@ParameterizedClass
@EnumSource
class BulkCreateIntegrationTests {

	private final TestDatabase kind;

	private final WriteDatabase database;

	private final QuerySet<Item> items;

	BulkCreateIntegrationTests(TestDatabase database) {
		this.kind = database;
		this.database = new WriteDatabase(database, Item.class, Everything.class, Blob.class, Note.class, Place.class,
				Ticket.class);
		this.items = this.database.all(Item.class);
	}

	@AfterEach
	void close() {
		this.database.close();
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
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			this.items.abulkCreate(items(0, 200)).join();
			assertThat(sql.statements().stream().filter((text) -> text.contains("INSERT"))).hasSize(1);
		}
	}

	@Test
	void theTextOfTheStatementIsTheSameForAnyNumber() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "others bind each value on its own");
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			this.items.abulkCreate(items(0, 200)).join();
			this.items.abulkCreate(items(200, 203)).join();
			assertThat(sql.statements()).hasSize(2).containsOnly(sql.statements().get(0));
		}
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
		this.database.jdbc().execute("create sequence other_keys start 500");
		this.database.jdbc().execute("alter table \"item\" alter column \"id\" drop identity");
		this.database.jdbc().execute("alter table \"item\" alter column \"id\" set default nextval('other_keys')");

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
		this.database.jdbc().execute("alter table \"item\" alter column \"id\" set generated always");

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

	@Test
	void aRowThatIsRefusedIsNamedAndNothingIsWritten() {
		this.items.abulkCreate(items(0, 3)).join();
		List<Item> more = items(10, 60);
		more.set(37, Item.of("2", 1));

		assertRefused(37, more);
		assertThat(this.items.acount().join()).isEqualTo(3);
	}

	@Test
	void theFirstAndTheLastRowAreNamed() {
		this.items.abulkCreate(items(0, 1)).join();

		assertRefused(0, List.of(Item.of("0", 1), Item.of("1", 1), Item.of("2", 1)));
		assertRefused(2, List.of(Item.of("1", 1), Item.of("2", 1), Item.of("0", 1)));
		assertRefused(0, List.of(Item.of("0", 1)));
		assertThat(this.items.acount().join()).isEqualTo(1);
	}

	@Test
	void aRowThatCollidesWithAnotherOfTheListIsNamed() {
		List<Item> twice = items(0, 40);
		twice.set(33, Item.of("5", 1));

		assertRefused(33, twice);
		assertThat(this.items.acount().join()).isZero();
	}

	@Test
	void aRowOfALaterBatchIsNamedAndNothingIsWritten() {
		List<Item> twice = items(0, 40);
		twice.set(33, Item.of("5", 1));

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkCreate(twice, batchSize(7)).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(33))
			.withCauseInstanceOf(DuplicateKeyException.class);
		assertThat(this.items.acount().join()).isZero();
	}

	@Test
	void aRowThatIsTooLongIsNamedByItsField() {
		List<Item> long1 = items(0, 9);
		long1.set(4, new Item(null, "north", "x", "12345678901", 1));

		assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> this.items.abulkCreate(long1).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(4))
			.withMessageContaining("Row 4")
			.withMessageContaining("Item.label (10 characters)")
			.withCauseInstanceOf(DataIntegrityViolationException.class);
	}

	@Test
	void aValueThatCannotBeStoredIsNamedBeforeAnythingIsSent() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			Everything rounded = new Everything(null, null, null, null, null, null, null, new BigDecimal("1.234"), null,
					null, null, null, null, null, null, null, null);
			assertThatExceptionOfType(RefusedRowException.class)
				.isThrownBy(() -> this.database.all(Everything.class).abulkCreate(List.of(rounded, rounded)).join())
				.satisfies((ex) -> assertThat(ex.getIndex()).isZero())
				.withCauseInstanceOf(InvalidValueException.class);
			assertThat(sql.statements()).isEmpty();
		}
	}

	@Test
	void aRowThatTheConstructorRefusesIsNamedAndNothingIsWritten() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "the trigger is PostgreSQL's");
		this.database.jdbc().execute("""
				create function curse() returns trigger language plpgsql as $$
				begin new.label = 'cursed'; return new; end $$""");
		this.database.jdbc()
			.execute("create trigger curse before insert on \"item\" for each row when (new.sku = '3')"
					+ " execute function curse()");

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkCreate(items(0, 5)).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(3))
			.withMessageContaining("a cursed item");
		assertThat(this.database.jdbc().queryForObject("select count(*) from \"item\"", Long.class)).isZero();
	}

	@Test
	void aRowThatATriggerKeepsOutIsNamedAndNothingIsWritten() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "the trigger is PostgreSQL's");
		this.database.jdbc().execute("""
				create function swallow() returns trigger language plpgsql as $$ begin return null; end $$""");
		this.database.jdbc()
			.execute("create trigger swallow before insert on \"item\" for each row when (new.sku = '3')"
					+ " execute function swallow()");

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkCreate(items(0, 5)).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(3))
			.withMessageContaining("trigger");
		assertThat(this.items.acount().join()).isZero();
	}

	@Test
	void aRefusalMarksTheTransactionOfTheCaller() {
		List<Item> twice = items(0, 40);
		twice.set(33, Item.of("5", 1));

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED, () -> {
				this.items.abulkCreate(items(100, 110)).join();
				assertRefused(33, twice);
				return null;
			}));
		assertThat(this.items.acount().join()).isZero();
	}

	@Test
	void insertsJoinTheTransactionOfTheCaller() {
		List<Item> stored = this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED,
				() -> this.items.abulkCreate(items(0, 40), batchSize(7)).join());

		assertThat(this.items.orderBy("id").alist().join()).isEqualTo(stored);
	}

	@Test
	void chunksAreCommittedOneByOneAndProgressIsTold() {
		List<Long> progress = new ArrayList<>();
		List<Item> twice = items(0, 40);
		twice.set(33, Item.of("5", 1));

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkCreate(twice, inChunks(10).batchSize(4).onProgress(progress::add)).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(33))
			.satisfies((ex) -> assertThat(ex.getWritten()).isEqualTo(30))
			.withMessageContaining("the first 30 rows were committed");
		assertThat(progress).containsExactly(10L, 20L, 30L);
		assertThat(this.items.acount().join()).isEqualTo(30);
	}

	@Test
	void progressIsToldAfterEachBatch() {
		List<Long> progress = new ArrayList<>();

		this.items.abulkCreate(items(0, 25), onProgress(progress::add).batchSize(10)).join();

		assertThat(progress).containsExactly(10L, 20L, 25L);
	}

	@Test
	void aListenerThatFailsUndoesTheWhole() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.items.abulkCreate(items(0, 25), batchSize(10).onProgress((done) -> {
				throw new IllegalStateException("enough");
			})).join());
		assertThat(this.items.acount().join()).isZero();
	}

	@Test
	void aListenerThatFailsBetweenChunksLeavesThoseThatAreWritten() {
		assertThatExceptionOfType(IncompleteWriteException.class)
			.isThrownBy(() -> this.items.abulkCreate(items(0, 25), inChunks(10).onProgress((done) -> {
				if (done == 20) {
					throw new IllegalStateException("enough");
				}
			})).join())
			.satisfies((ex) -> assertThat(ex.getWritten()).isEqualTo(20))
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(this.items.acount().join()).isEqualTo(20);
	}

	@Test
	void chunksAreRefusedInTheTransactionOfTheCaller() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED,
					() -> this.items.abulkCreate(items(0, 2), inChunks(1)).join()))
			.withMessageContaining("inChunks()");
	}

	@Test
	void rowsWhoseKeyIsTakenAreIgnored() {
		this.items.abulkCreate(items(0, 3)).join();
		List<Item> given = List.of(Item.of("2", 9), Item.of("7", 1), Item.of("7", 2));

		assertThat(this.items.abulkCreate(given, ignoreConflicts()).join()).isEqualTo(given);
		assertThat(this.items.orderBy("id").alist().join()).extracting(Item::sku, Item::amount)
			.containsExactly(tuple("0", 0), tuple("1", 1), tuple("2", 2), tuple("7", 1));
	}

	@Test
	void otherErrorsAreNotIgnored() {
		assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> this.items
			.abulkCreate(List.of(Item.of("a", 1), new Item(null, "north", "x", "12345678901", 1)), ignoreConflicts())
			.join()).satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(1));
		assertThat(this.items.acount().join()).isZero();
	}

	@Test
	void rowsWhoseKeyIsTakenAreUpdated() {
		List<Item> before = this.items.abulkCreate(items(0, 3)).join();

		List<Item> stored = this.items
			.abulkCreate(
					List.of(Item.of("7", 70), new Item(null, "north", "1", "B", 10),
							new Item(null, "north", null, "N", 5), new Item(null, "north", null, "N", 6)),
					updateConflicts("amount").uniqueFields("store", "sku"))
			.join();

		assertThat(stored).extracting(Item::amount).containsExactly(70, 10, 5, 6);
		assertThat(stored.get(1)).isEqualTo(new Item(before.get(1).id(), "north", "1", "A", 10));
		assertThat(this.items.filter("amount__gte", 5).orderBy("-amount").alist().join()).containsExactly(stored.get(0),
				stored.get(1), stored.get(3), stored.get(2));
	}

	@Test
	void conflictsAreRefusedWithoutTheirFields() {
		List<Item> list = items(0, 2);

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.items.abulkCreate(list, updateConflicts("amount")));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.items.abulkCreate(list, updateConflicts().uniqueFields("sku")));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> ignoreConflicts().updateConflicts("amount"));
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.items.abulkCreate(list, updateConflicts("amonut").uniqueFields("sku")))
			.withMessageContaining("amount");
	}

	private void assertRefused(int index, List<Item> list) {
		assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> this.items.abulkCreate(list).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(index))
			.satisfies((ex) -> assertThat(ex.getWritten()).isZero())
			.withCauseInstanceOf(DuplicateKeyException.class);
	}

	private static List<Item> items(int from, int to) {
		return new ArrayList<>(
				IntStream.range(from, to).mapToObj((number) -> Item.of(String.valueOf(number), number)).toList());
	}

}
