package io.asyncorm.keys;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Composite keys that are records, of which one component is made for the new row.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class GeneratedPartsOfRecordsIntegrationTests extends AbstractGeneratedPartsIntegrationTests {

	GeneratedPartsOfRecordsIntegrationTests(TestDatabase database) {
		super(database);
	}

	@Test
	void theKeyIsARecord() {
		Records records = created(Entry.class).repository(Records.class);

		EveryWrite.succeeds(records, (tenant, id, name, rank) -> new Entry(new EntryKey(tenant, id), name, rank),
				(entry) -> entry.key().id(), 500L);

		Entry entry = await(records.acreate(kw("key", new EntryKey(7L, null), "name", "a")));
		assertThat(entry.key()).isEqualTo(new EntryKey(7L, Objects.requireNonNull(entry.key().id())));
		assertThat(await(records.acreate(kw("pk", new EntryKey(7L, 9L), "name", "b"))).key())
			.isEqualTo(new EntryKey(7L, 9L));
		assertThat(
				await(records.acreate(set(Entry::key).to(new EntryKey(7L, null)).and(set(Entry::name).to("c")))).key()
					.id())
			.isNotNull();
		assertThat(await(records.acreate(new EntryKey(8L, null), "d")).key().tenant()).isEqualTo(8);
		UpdateOrCreate<Entry> made = await(
				records.aupdateOrCreate(kw("name", "e"), defaults("key", new EntryKey(7L, null))));
		assertThat(made.object().key().id()).isNotNull();
		Entry copy = records.with(entry, set(Entry::key).to(new EntryKey(9L, null)));
		assertThat(await(records.asave(copy)).key()).isNotEqualTo(entry.key())
			.extracting(EntryKey::tenant)
			.isEqualTo(9L);
		assertThat(await(records.aget(entry.key()))).isEqualTo(entry);
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(records.agetOrCreate(kw("key", new EntryKey(7L, null)), defaults("name", "x"))))
			.withMessageContaining("none of them null");
	}

	@Test
	void aNormalizedKeyIsStoredAsTheRecordMakesIt() {
		Codes codes = created(Code.class).repository(Codes.class);

		Code code = await(codes.acreate(kw("area", " north ", "name", "a")));

		assertThat(code.key().area()).isEqualTo("north");
		assertThat(await(codes.filter("area", "north").aget())).isEqualTo(code);
	}

	record EntryKey(long tenant, @GeneratedKey @Nullable Long id) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "tenant", "name" }))
	record Entry(@PrimaryKey EntryKey key, @Column(length = 50) String name, @DefaultValue("0") int rankNo) {
	}

	record CodeKey(@Column(length = 20) String area, @GeneratedKey @Nullable Long id) {

		CodeKey(String area, @Nullable Long id) {
			this.area = area.strip();
			this.id = id;
		}

	}

	@Model
	record Code(@PrimaryKey CodeKey key, String name) {
	}

	interface Records extends AsyncRepository<Entry, EntryKey> {

		CompletableFuture<Entry> acreate(EntryKey key, String name);

	}

	interface Codes extends AsyncRepository<Code, CodeKey> {

	}

}
