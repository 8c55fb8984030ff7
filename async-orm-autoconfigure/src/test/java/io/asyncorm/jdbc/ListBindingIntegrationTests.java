package io.asyncorm.jdbc;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.ArrayBinding;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many values on a PostgreSQL whose driver is said to make no arrays: each is bound on
 * its own.
 */
class ListBindingIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(3);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.dialect((found) -> found.with(EngineSettings.DETECTED.withArrays(ArrayBinding.LISTS).withLargeUpdate(false)))
		.models(Shelf.class, Volume.class, Label.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Shelves shelves = this.orm.repository(Shelves.class);

	private final Volumes volumes = this.orm.repository(Volumes.class);

	private final Labels labels = this.orm.repository(Labels.class);

	@BeforeEach
	void fill() {
		for (long id = 1; id <= 5; id++) {
			Shelf shelf = await(
					this.shelves.acreate(kw("id", id, "name", "S" + id, "place", (id == 5) ? null : "P" + id)));
			await(this.volumes.acreate(kw("title", "V" + id, "shelf", shelf)));
			await(this.labels.acreate(kw("id", id, "text", "L" + id)));
		}
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aListIsPaddedToAPowerOfTwo() {
		assertThat(await(this.shelves.filter("id__in", List.of(1, 2, 4)).acount())).isEqualTo(3);

		assertThat(sent(3)).isEqualTo(sent(4)).contains("\"id\" IN (?, ?, ?, ?)");
		assertThat(sent(5)).contains("\"id\" IN (?, ?, ?, ?, ?, ?, ?, ?)");
	}

	@Test
	void whatIsShownHasOneValueInAList() {
		assertThat(this.shelves.filter("id__in", List.of(1, 2, 4)).sql()).contains("\"id\" IN (?)");
	}

	/** What the log says is sent for a number of values. */
	private String sent(int values) {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			await(this.shelves.filter("id__in", LongStream.range(0, values).boxed().toList()).acount());
			return sql.statements().get(0);
		}
	}

	@Test
	void anEmptyListIsInNothing() {
		assertThat(await(this.shelves.alist(List.of()))).isEmpty();
		assertThat(await(this.shelves.alist(List.of(2L, 3L)))).extracting(Shelf::id).containsExactly(2L, 3L);
		assertThat(await(this.shelves.filter("place__in", List.of()).acount())).isZero();
		assertThat(await(this.shelves.exclude("place__in", List.of("P1", "P2")).acount())).isEqualTo(3);
	}

	@Test
	void moreValuesThanAStatementHasParametersAreOneText() {
		List<Long> keys = LongStream.rangeClosed(2, 100_000).boxed().toList();

		assertThat(await(this.shelves.filter("id__in", keys).acount())).isEqualTo(4);
		assertThat(await(this.shelves.exclude("id__in", keys).alist())).extracting(Shelf::id).containsExactly(1L);
		assertThat(await(this.shelves.filter("name__in", keys.stream().map((key) -> "S\"{" + key).toList()).acount()))
			.isZero();
		assertThat(await(this.shelves.ainBulk(keys))).hasSize(4);
		assertThat(await(this.shelves.filter("id__in", keys).aupdate(kw("place", "moved")))).isEqualTo(4);
	}

	@Test
	void relationsArePrefetchedLinkedAndDeleted() {
		Shelf first = await(this.shelves.filter("id", 1).aget());
		List<Label> all = await(this.labels.all().orderBy("id").alist());

		await(first.labels().aadd(all.get(0), all.get(1)));
		await(first.labels().aset(List.of(all.get(1), all.get(2))));

		List<Shelf> read = await(this.shelves.all().prefetchRelated("labels", "volumes").orderBy("id").alist());
		assertThat(read.get(0).labels().list()).extracting(Label::text).containsExactlyInAnyOrder("L2", "L3");
		assertThat(read).allSatisfy((shelf) -> assertThat(shelf.volumes().list()).hasSize(1));
		assertThat(await(this.shelves.filter("id__in", List.of(1, 2)).adelete()).perModel()).containsEntry("Volume", 2L)
			.containsEntry("Shelf", 2L);
	}

	/** What stands in front of several servers finds the right one by such values. */
	@Test
	void linksAreRowsOfValues() {
		Shelf first = await(this.shelves.filter("id", 1).aget());

		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(await(first.labels().aadd(1L, 2L))).isEqualTo(2);
			assertThat(sql.statements()).singleElement().asString().contains(" VALUES (?, ?), (?, ?) ON CONFLICT ");
		}

		assertThat(await(first.labels().aadd(2L, 3L))).isOne();
		assertThat(await(first.labels().aadd(LongStream.rangeClosed(1, 5).boxed().toList()))).isEqualTo(2);
		assertThat(await(first.labels().acount())).isEqualTo(5);
	}

	@Test
	void symmetricalLinksHaveARowForEachEnd() {
		Shelf first = await(this.shelves.filter("id", 1).aget());
		Shelf second = await(this.shelves.filter("id", 2).aget());

		await(first.neighbours().aadd(second, first));
		await(second.neighbours().aadd(first));

		assertThat(await(first.neighbours().all().orderBy("id").alist())).extracting(Shelf::id).containsExactly(1L, 2L);
		assertThat(await(second.neighbours().alist())).extracting(Shelf::id).containsExactly(1L);
	}

	@Test
	void rowsThatAreGivenTheirKeysAreOneStatementAndComeBackInOrder() {
		List<Label> given = LongStream.of(30, 10, 20).mapToObj((id) -> new Label(id, "new " + id)).toList();

		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(await(this.labels.abulkCreate(given))).isEqualTo(given);

			assertThat(sql.statements()).filteredOn((statement) -> statement.contains("INSERT"))
				.singleElement()
				.asString()
				.contains("VALUES (?, ?), (?, ?), (?, ?)");
		}
		List<Volume> made = await(
				this.volumes.abulkCreate(Collections.nCopies(3, new Volume(null, "many", Ref.of(Shelf.class, 2L)))));
		assertThat(made).extracting(Volume::id).doesNotContainNull().doesNotHaveDuplicates();
	}

	@Test
	void listsInSqlOfTheUserAreBoundAsText() {
		assertThat(await(this.shelves.anames(List.of(1L, 3L)))).containsExactly("S1", "S3");
		assertThat(await(this.shelves.anames(List.of()))).isEmpty();
	}

	interface Shelves extends AsyncRepository<Shelf, Long> {

		CompletableFuture<List<Shelf>> alist(List<Long> id__in);

		@Query("select name from shelf where id = any(:ids) order by id")
		CompletableFuture<List<String>> anames(List<Long> ids);

	}

	interface Volumes extends AsyncRepository<Volume, Long> {

	}

	interface Labels extends AsyncRepository<Label, Long> {

	}

	@Model(ordering = "id")
	record Shelf(@Nullable Long id, String name, @Nullable String place,
			@ManyToMany(relatedName = "shelves") Many<Label> labels,
			@ManyToMany(symmetrical = true) Many<Shelf> neighbours, Many<Volume> volumes) {
	}

	@Model
	record Volume(@Nullable Long id, String title,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "volumes") Ref<Shelf> shelf) {
	}

	@Model
	record Label(@Nullable Long id, @Column(unique = true) String text) {
	}

}
