package io.asyncorm.jdbc;

import java.util.List;

import ch.qos.logback.classic.Level;
import io.asyncorm.jdbc.BulkModels.Item;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.updateConflicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What becomes of objects whose unique key is taken when many are inserted at once.
 */
@ParameterizedClass
@EnumSource
class BulkCreateConflictsIntegrationTests extends AbstractBulkCreateIntegrationTests {

	BulkCreateConflictsIntegrationTests(TestEngine engine) {
		super(engine);
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
	void aRowThatTakesAnotherKeyIsRefused() {
		List<Item> before = this.items.abulkCreate(items(0, 3)).join();
		List<Item> given = List.of(Item.of("7", 70), new Item(before.get(0).id(), "south", "x", "B", 10),
				Item.of("1", 80));

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(
					() -> this.items.abulkCreate(given, updateConflicts("amount").uniqueFields("store", "sku")).join())
			.satisfies((refused) -> assertThat(refused.getIndex()).isEqualTo(1))
			.withCauseInstanceOf(DuplicateKeyException.class);
		assertThat(this.items.orderBy("id").alist().join()).isEqualTo(before);
	}

	@Test
	void rowsOfWhichNoneIsThereAreOneStatement() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			this.items.abulkCreate(items(0, 3), ignoreConflicts()).join();
			this.items.abulkCreate(items(3, 6), updateConflicts("amount").uniqueFields("store", "sku")).join();
			assertThat(sql.statements()).filteredOn((statement) -> statement.contains("INSERT")).hasSize(2);
		}
		assertThat(this.items.acount().join()).isEqualTo(6);
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

}
