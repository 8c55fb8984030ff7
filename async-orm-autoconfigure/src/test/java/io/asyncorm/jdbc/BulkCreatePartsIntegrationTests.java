package io.asyncorm.jdbc;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import io.asyncorm.jdbc.BulkModels.Item;
import io.asyncorm.jdbc.BulkModels.Member;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.batchSize;
import static io.asyncorm.Orm.ignoreConflicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bulk inserts of thousands of rows, of which some are prepared and read while others are
 * inserted: nothing but the time that they take differs from those of few rows.
 */
class BulkCreatePartsIntegrationTests {

	private static final int ROWS = 6_001;

	private final WriteDatabase database = new WriteDatabase(TestDatabase.POSTGRESQL, Item.class, Member.class);

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void manyAreSeveralStatementsInOneTransaction() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			List<Item> stored = create(items());

			assertThat(inserts(sql)).isEqualTo(3);
			assertThat(stored).extracting(Item::sku)
				.isEqualTo(IntStream.range(0, ROWS).mapToObj(String::valueOf).toList());
			assertThat(this.database.all(Item.class).orderBy("id").alist().join()).isEqualTo(stored);
			assertThat(
					this.database.jdbc().queryForObject("select count(distinct xmin::text) from \"item\"", Long.class))
				.isEqualTo(1);
		}
	}

	@Test
	void fewAreOneStatement() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			create(items().subList(0, 2_500));

			assertThat(inserts(sql)).isEqualTo(1);
		}
	}

	@Test
	void aBatchHasNoMoreRowsThanAskedFor() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			this.database.all(Item.class).abulkCreate(items(), batchSize(2_000)).join();

			assertThat(inserts(sql)).isEqualTo(4);
		}
	}

	@Test
	void manyAreOneStatementWhereSeveralWouldMeanSomethingElse() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			this.database.all(Item.class).abulkCreate(items(), ignoreConflicts()).join();

			assertThat(inserts(sql)).isEqualTo(1);
		}
		assertThat(this.database.all(Item.class).acount().join()).isEqualTo(ROWS);
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

	@Test
	void whatIsReadIsTheFailureEvenIfALaterRowIsRefused() {
		trigger("new.label = 'cursed'; return new;", "= '7'");
		List<Item> twice = new ArrayList<>(items());
		twice.set(2_500, Item.of("0", 1));

		assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> create(twice))
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(7));
		assertThat(this.database.all(Item.class).acount().join()).isZero();
		assertThat(create(items().subList(8, 20))).hasSize(12);
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

}
