package io.asyncorm.keys;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.updateConflicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The columns of a key that is a record are named in writes as they are in lookups.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class KeyColumnNamesIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Bins bins;

	KeyColumnNamesIntegrationTests(TestDatabase database) {
		this.pool = database.create(2);
		this.orm = AsyncOrm.builder(this.pool).models(Bin.class).schemaAction(SchemaAction.CREATE).build();
		this.bins = this.orm.repository(Bins.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void rowsAreCreatedByTheColumnsOfTheirKey() {
		assertThat(await(this.bins.acreate(kw("key__hall", "a", "key__shelf", 1, "amount", 5))))
			.isEqualTo(bin("a", 1, 5));
		assertThat(await(this.bins.acreate(kw("hall", "a", "pk__shelf", 2, "amount", 6)))).isEqualTo(bin("a", 2, 6));
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> await(this.bins.acreate(kw("key__row", 1, "amount", 5))))
			.withMessageContaining("'key__row'");
	}

	@Test
	void upsertsStoreTheColumnsOfTheKeyThatTheyLookFor() {
		assertThat(
				await(this.bins.aupdateOrCreate(kw("key__hall", "a", "key__shelf", 1), defaults("amount", 5))).object())
			.isEqualTo(bin("a", 1, 5));
		assertThat(await(this.bins.aupdateOrCreate(kw("key__hall", "a", "shelf", 1), defaults("amount", 6))).object())
			.isEqualTo(bin("a", 1, 6));
		assertThat(await(this.bins.agetOrCreate(kw("pk__hall", "b", "amount", 7), defaults("key__shelf", 3))).object())
			.isEqualTo(bin("b", 3, 7));
		assertThat(await(this.bins.agetOrCreate(kw("pk__hall", "b"), defaults("key__shelf", 4))).created()).isFalse();
		assertThat(await(this.bins.orderBy("pk").alist())).containsExactly(bin("a", 1, 6), bin("b", 3, 7));
	}

	@Test
	void conflictsAreThoseOfTheColumnsOfTheKey() {
		await(this.bins.acreate(bin("a", 1, 5)));

		assertThat(await(this.bins.abulkCreate(List.of(bin("a", 1, 6), bin("a", 2, 7)),
				updateConflicts("amount").uniqueFields("key__hall", "key__shelf"))))
			.containsExactly(bin("a", 1, 6), bin("a", 2, 7));
	}

	private static Bin bin(String hall, int shelf, int amount) {
		return new Bin(new BinKey(hall, shelf), amount);
	}

	record BinKey(@Column(length = 20) String hall, int shelf) {
	}

	@Model
	record Bin(@PrimaryKey BinKey key, int amount) {
	}

	interface Bins extends AsyncRepository<Bin, BinKey> {

	}

}
