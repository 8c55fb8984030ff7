package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.util.List;

import ch.qos.logback.classic.Level;
import io.asyncorm.jdbc.BulkModels.Everything;
import io.asyncorm.jdbc.BulkModels.Item;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.batchSize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which object is named when one of many cannot be inserted, and that nothing is written
 * then.
 */
@ParameterizedClass
@EnumSource
class BulkCreateRefusalsIntegrationTests extends AbstractBulkCreateIntegrationTests {

	BulkCreateRefusalsIntegrationTests(TestEngine engine) {
		super(engine);
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
		this.database.changeTables("""
				create function curse() returns trigger language plpgsql as $$
				begin new.label = 'cursed'; return new; end $$""",
				"create trigger curse before insert on \"item\" for each row when (new.sku = '3')"
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
		this.database.changeTables("""
				create function swallow() returns trigger language plpgsql as $$ begin return null; end $$""",
				"create trigger swallow before insert on \"item\" for each row when (new.sku = '3')"
						+ " execute function swallow()");

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkCreate(items(0, 5)).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(3))
			.withMessageContaining("trigger");
		assertThat(this.items.acount().join()).isZero();
	}

	@Test
	void aRowOfALaterBatchThatATriggerKeepsOutIsNamed() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "the trigger is PostgreSQL's");
		this.database.changeTables("""
				create function swallow() returns trigger language plpgsql as $$ begin return null; end $$""",
				"create trigger swallow before insert on \"item\" for each row when (new.sku = '9')"
						+ " execute function swallow()");

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkCreate(items(0, 15), batchSize(4)).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(9))
			.withMessageContaining("trigger");
		assertThat(this.items.acount().join()).isZero();
	}

	@Test
	void whereATriggerMakesKeysThatDoNotRiseNothingIsWritten() {
		TestDatabase.require(this.kind == TestDatabase.POSTGRESQL, "the trigger is PostgreSQL's");
		TestDatabase.require(this.engine.known().arrays() == null, "without arrays, rows are inserted one by one");
		this.database.changeTables("""
				create function other() returns trigger language plpgsql as $$
				begin new.id = 7919 * new.id % 10007; return new; end $$""",
				"create trigger other before insert on \"item\" for each row execute function other()");

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkCreate(items(0, 5)).join())
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

	private void assertRefused(int index, List<Item> list) {
		assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> this.items.abulkCreate(list).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(index))
			.satisfies((ex) -> assertThat(ex.getWritten()).isZero())
			.withCauseInstanceOf(DuplicateKeyException.class);
	}

}
