package io.asyncorm.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.jdbc.BulkModels.Item;
import io.asyncorm.jdbc.BulkModels.Member;
import io.asyncorm.jdbc.BulkModels.Note;
import io.asyncorm.jdbc.BulkModels.Ticket;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.batchSize;
import static io.asyncorm.Orm.ignoreConflicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bulk inserts of thousands of rows, which PostgreSQL is sent by COPY: nothing but the
 * time that they take differs from those of few rows.
 */
class BulkCopyIntegrationTests {

	private static final int ROWS = 6_001;

	private final WriteDatabase database = new WriteDatabase(TestDatabase.POSTGRESQL, Item.class, Member.class,
			Note.class, Ticket.class, Numbered.class, Parcel.class);

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void manyAreCopiedAndComeBackInOrder() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			List<Item> stored = create(items());

			assertThat(copies(sql)).isEqualTo(1);
			assertThat(inserts(sql)).isZero();
			assertThat(stored).extracting(Item::sku)
				.isEqualTo(IntStream.range(0, ROWS).mapToObj(String::valueOf).toList());
			assertThat(this.database.all(Item.class).orderBy("id").alist().join()).isEqualTo(stored);
			assertThat(
					this.database.jdbc().queryForObject("select count(distinct xmin::text) from \"item\"", Long.class))
				.isEqualTo(1);
		}
	}

	@Test
	void fewAreInserted() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			create(items().subList(0, 999));
			this.database.all(Item.class)
				.abulkCreate(AbstractBulkCreateIntegrationTests.items(1_000, 2_500), batchSize(900))
				.join();

			assertThat(copies(sql)).isZero();
			assertThat(inserts(sql)).isEqualTo(3);
		}
	}

	@Test
	void whatMayCollideIsInserted() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			this.database.all(Item.class).abulkCreate(items(), ignoreConflicts()).join();

			assertThat(copies(sql)).isZero();
		}
		assertThat(this.database.all(Item.class).acount().join()).isEqualTo(ROWS);
	}

	/** COPY would ignore rules, and knows no views. */
	@Test
	void whatIsNoPlainTableIsInserted() {
		this.database.jdbc().execute("create table log (sku text)");
		this.database.jdbc()
			.execute("create rule log as on insert to \"item\" do also insert into log values (new.sku)");
		this.database.jdbc().execute("alter table \"ticket\" rename to tickets");
		this.database.jdbc().execute("create view \"ticket\" as select * from tickets");
		this.database.jdbc().execute("alter table \"note\" enable row level security");
		List<Note> notes = Collections.nCopies(1_000, new Note(null, "n", null, null, null, null));
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			create(items());
			this.database.all(Note.class).abulkCreate(notes).join();
			this.database.all(Ticket.class).abulkCreate(Collections.nCopies(1_000, new Ticket(null))).join();

			assertThat(copies(sql)).isZero();
		}
		assertThat(this.database.jdbc().queryForObject("select count(*) from log", Integer.class)).isEqualTo(ROWS);
		assertThat(this.database.all(Note.class).acount().join()).isEqualTo(1_000);
	}

	@Test
	void whereATriggerMakesOtherKeysRowsOfOthersDoNotComeBack() {
		List<Parcel> parcels = IntStream.range(0, 1_000)
			.mapToObj((row) -> new Parcel(UUID.randomUUID(), "p" + row))
			.toList();
		this.database.all(Parcel.class).abulkCreate(parcels).join();
		this.database.jdbc()
			.execute("create function other() returns trigger language plpgsql as"
					+ " $$ begin new.id = gen_random_uuid(); return new; end $$");
		this.database.jdbc()
			.execute("create trigger other before insert on \"parcel\" for each row execute function other()");

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.database.all(Parcel.class).abulkCreate(parcels).join());
		assertThat(this.database.all(Parcel.class).acount().join()).isEqualTo(1_000);
	}

	@Test
	void whatTheDatabaseMakesComesBack() {
		List<Note> copied = this.database.all(Note.class)
			.abulkCreate(Collections.nCopies(1_000, new Note(null, "n", null, null, null, null)))
			.join();

		assertThat(copied).extracting(Note::stars).containsOnly(7);
		assertThat(copied).extracting(Note::created).doesNotContainNull();
	}

	@Test
	void keysAreDrawnOrGiven() {
		this.database.jdbc().execute("alter table \"numbered\" alter column \"id\" set generated always");
		List<Numbered> numbered = this.database.all(Numbered.class)
			.abulkCreate(IntStream.range(0, 1_000).mapToObj((row) -> new Numbered(null, "n" + row)).toList())
			.join();
		List<Parcel> parcels = IntStream.range(0, 1_000)
			.mapToObj((row) -> new Parcel(UUID.randomUUID(), "p" + row))
			.toList();
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(this.database.all(Parcel.class).abulkCreate(parcels).join()).isEqualTo(parcels);
			assertThat(copies(sql)).isEqualTo(1);
		}
		assertThat(numbered.get(0).id()).isEqualTo(1);
		assertThat(numbered.get(999)).isEqualTo(new Numbered(1_000, "n999"));
	}

	@Test
	void rowsOfOthersBetweenTheirKeysAreNotRead() {
		this.database.jdbc().execute("alter sequence \"item_id_seq\" increment 3");
		List<Item> others = create(List.of(Item.of("a", 1)));
		this.database.jdbc()
			.execute("insert into \"item\" (\"id\", \"store\", \"label\", \"amount\") values (6, 'south', 'B', 2)");

		List<Item> stored = create(items());

		assertThat(stored).extracting(Item::amount).isEqualTo(IntStream.range(0, ROWS).boxed().toList());
		assertThat(stored).doesNotContainAnyElementsOf(others);
	}

	@Test
	void rowsWhoseKeysFallComeBackInTheirOrder() {
		this.database.jdbc()
			.execute(
					"alter sequence \"item_id_seq\" increment -1 minvalue -100000 maxvalue -1 start -1 restart with -1");

		List<Item> stored = create(items());

		assertThat(stored).extracting(Item::sku).isEqualTo(IntStream.range(0, ROWS).mapToObj(String::valueOf).toList());
		assertThat(stored.get(ROWS - 1).id()).isEqualTo(-ROWS);
	}

	@Test
	void keysThatTheirColumnCannotHoldAreRefusedAsByAnInsert() {
		this.database.jdbc().execute("create sequence large owned by \"numbered\".\"id\"");
		this.database.jdbc().execute("alter table \"numbered\" alter column \"id\" drop identity");
		this.database.jdbc().execute("alter table \"numbered\" alter column \"id\" set default nextval('large')");
		this.database.jdbc().execute("alter sequence large restart with 2147483600");
		List<Numbered> numbered = Collections.nCopies(1_000, new Numbered(null, "n"));

		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.database.all(Numbered.class).abulkCreate(numbered).join())
			.withMessageContaining("out of the range");
		assertThat(this.database.all(Numbered.class).acount().join()).isZero();
	}

	@Test
	void behindAConnectionThatIsNotTheDriversTheyAreInserted() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(1);
				WriteDatabase opaque = new WriteDatabase(new Opaque(pool), Item.class);
				RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(opaque.all(Item.class).abulkCreate(items()).join()).hasSize(ROWS);
			assertThat(copies(sql)).isZero();
		}
	}

	@Test
	void aRowMayReferToOneFarBehindIt() {
		List<Member> members = IntStream.range(0, ROWS)
			.mapToObj((number) -> new Member(null, "m" + number,
					(number == 0) ? Ref.of(Member.class, "name", "m" + (ROWS - 1)) : null))
			.toList();

		List<Member> stored = this.database.all(Member.class).abulkCreate(members).join();

		assertThat(stored.get(0).chief()).isNotNull();
		assertThat(this.database.all(Member.class).acount().join()).isEqualTo(ROWS);
	}

	@Test
	void manyJoinTheTransactionOfTheCaller() {
		List<Item> stored = this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED, () -> create(items()));

		assertThat(this.database.all(Item.class).orderBy("id").alist().join()).isEqualTo(stored);
	}

	@Test
	void aRowThatIsRefusedIsNamedAndNothingIsWritten() {
		for (int index : new int[] { 1, 2_001, 4_002, ROWS - 1 }) {
			List<Item> twice = new ArrayList<>(items());
			twice.set(index, Item.of("0", 1));

			assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> create(twice))
				.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(index))
				.withCauseInstanceOf(DuplicateKeyException.class);
			assertThat(this.database.all(Item.class).acount().join()).isZero();
		}
	}

	@Test
	void aRowThatTheConstructorRefusesIsNamedAndNothingIsWritten() {
		trigger("new.label = 'cursed'; return new;", "in ('2500', '5000')");

		assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> create(items()))
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(2_500))
			.withMessageContaining("a cursed item");
		assertThat(this.database.jdbc().queryForObject("select count(*) from \"item\"", Long.class)).isZero();
	}

	@Test
	void aRowThatATriggerKeepsOutIsNamedAndNothingIsWritten() {
		trigger("return null;", "= '3000'");

		assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> create(items()))
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(3_000))
			.withMessageContaining("trigger");
		assertThat(this.database.all(Item.class).acount().join()).isZero();
	}

	private void trigger(String body, String condition) {
		this.database.jdbc()
			.execute("create function intervene() returns trigger language plpgsql as $$ begin " + body + " end $$");
		this.database.jdbc()
			.execute("create trigger intervene before insert on \"item\" for each row when (new.sku " + condition
					+ ") execute function intervene()");
	}

	private List<Item> create(List<Item> items) {
		return this.database.all(Item.class).abulkCreate(items).join();
	}

	private static List<Item> items() {
		return AbstractBulkCreateIntegrationTests.items(0, ROWS);
	}

	private static long inserts(RecordedSql sql) {
		return sql.statements().stream().filter((text) -> text.contains("INSERT")).count();
	}

	static long copies(RecordedSql sql) {
		return sql.statements().stream().filter((text) -> text.contains("COPY")).count();
	}

	/** A key that is an int. */
	@Model
	record Numbered(@Nullable Integer id, String label) {
	}

	/** A key that the user gives. */
	@Model
	record Parcel(@PrimaryKey UUID id, String label) {
	}

	/** Does not give away the driver's connections. */
	private static final class Opaque extends HikariDataSource {

		private final HikariDataSource pool;

		Opaque(HikariDataSource pool) {
			this.pool = pool;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection target = this.pool.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> method.getName().equals("isWrapperFor") ? false
							: method.invoke(target, arguments));
		}

	}

}
