package io.asyncorm.testslice;

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.test.SentQuery;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.adapter.JdkFlowAdapter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.test.QueryAssertions.assertQueries;
import static io.asyncorm.test.QueryAssertions.sentQueries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for counting queries.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(300)
class QueryAssertionsIntegrationTests {

	/** The line of the test that tells of lines. */
	private static final String HERE = "io\\.asyncorm\\.testslice\\.QueryAssertionsIntegrationTests"
			+ "\\.lambda\\$anotherNumberIs\\w+\\$\\d+\\(QueryAssertionsIntegrationTests\\.java:\\d+\\): ";

	@Parameter
	private TestDatabase database;

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Shelves shelves;

	private Volumes volumes;

	@BeforeEach
	void open() {
		this.pool = this.database.create(2);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Shelf.class, Volume.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.shelves = this.orm.repository(Shelves.class);
		this.volumes = this.orm.repository(Volumes.class);
		Shelf shelf = await(this.shelves.acreate(kw("name", "upper")));
		await(this.volumes.acreate(kw("title", "one", "shelf", shelf)));
		await(this.volumes.acreate(kw("title", "two", "shelf", shelf)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void asManyQueriesAsExpectedPassAndGiveWhatTheCodeGives() throws Exception {
		List<Shelf> found = assertQueries(2, () -> await(this.shelves.prefetchRelated("volumes").alist()));

		assertThat(found).singleElement().satisfies((shelf) -> assertThat(shelf.volumes().all()).isNotNull());
	}

	@Test
	void anotherNumberIsToldWithTheStatementsAndTheirLines() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertQueries(1, () -> {
			await(this.shelves.acount());
			await(this.volumes.filter("title", "secret").alist());
		}))
			.withMessageMatching("Expected 1 query, but 2 were sent:\n  1\\. Shelf\\.acount at " + HERE
					+ "SELECT count\\(\\*\\) FROM .shelf.\n  2\\. Volume\\.alist at " + HERE
					+ "SELECT .volume.\\..id., .volume.\\..title., .volume.\\..shelf_id. FROM .volume."
					+ " WHERE .volume.\\..title. = \\? ORDER BY .volume.\\..title.( NULLS LAST)?")
			.withMessageNotContaining("secret");
	}

	@Test
	void tooFewAreToldToo() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertQueries(2, () -> this.shelves.filter("name", "upper")))
			.withMessage("Expected 2 queries, but 0 were sent");
	}

	@Test
	void futureThatTheCodeGivesIsAwaited() throws Exception {
		CompletableFuture<Long> count = assertQueries(1, () -> this.volumes.acount());

		assertThat(count).isCompletedWithValue(2L);
	}

	@Test
	void whatTheFutureFailsWithIsThrown() {
		assertThatExceptionOfType(DoesNotExistException.class)
			.isThrownBy(() -> assertQueries(1, () -> this.volumes.aget(-1L)));
	}

	@Test
	void whatIsCalledAndNotAwaitedCounts() throws Exception {
		assertQueries(3, () -> {
			this.volumes.acount();
			this.shelves.acount();
			this.shelves.aexists();
		});
	}

	@Test
	void whatCallbacksCallCounts() throws Exception {
		assertQueries(2, () -> this.volumes.afirst().thenCompose((volume) -> volume.orElseThrow().shelf().aget()));
	}

	@Test
	void whatCallbacksCallThatNobodyWaitsForCounts() throws Exception {
		for (int round = 0; round < 20; round++) {
			assertQueries(3, () -> {
				this.volumes.acount().thenAccept((count) -> {
					await(this.shelves.acount());
					this.volumes.aexists();
				});
			});
		}
	}

	@Test
	void rowsThatAreSubscribedToCount() throws Exception {
		for (int round = 0; round < 20; round++) {
			List<SentQuery> sent = sentQueries(
					() -> JdkFlowAdapter.flowPublisherToFlux(this.volumes.all().aiterator()).subscribe());

			assertThat(sent).isNotEmpty();
		}
	}

	@Test
	void readsThatWaitForAConnectionAreNotMerged() throws Exception {
		Shelf shelf = await(this.shelves.aget());
		List<Volume> stored = await(this.volumes.abulkCreate(IntStream.range(0, 20)
			.mapToObj((number) -> new Volume(null, "volume " + number, Ref.to(shelf)))
			.toList()));

		List<Volume> read = assertQueries(20, () -> {
			List<CompletableFuture<Volume>> reads;
			try (Connection first = this.pool.getConnection(); Connection second = this.pool.getConnection()) {
				assertThat(first).isNotSameAs(second);
				reads = stored.stream().map((volume) -> this.volumes.aget(volume.id())).toList();
			}
			return await(gather(reads));
		});

		assertThat(read).hasSize(20);
	}

	@Test
	void transactionsCountByWhatIsCalledInThem() throws Exception {
		Runnable inBlock = () -> {
			await(this.volumes.acount());
			await(this.volumes.aexists());
		};
		assertQueries(2, () -> this.orm.transactions().atomic(() -> {
			inBlock.run();
			return true;
		}));
	}

	@Test
	void linesInTransactionsAreThoseThatCalled() throws Exception {
		List<SentQuery> sent = sentQueries(() -> this.orm.transactions().atomic(() -> await(this.volumes.acount())));

		assertThat(sent).singleElement()
			.extracting((query) -> String.valueOf(query.line()))
			.asString()
			.contains("linesInTransactionsAreThoseThatCalled");
	}

	@Test
	void streamedRowsCount() throws Exception {
		List<SentQuery> sent = sentQueries(() -> this.volumes.all().aiterator().forEach((volume) -> {
		}));

		assertThat(sent).isNotEmpty().allMatch((query) -> query.operation().startsWith("Volume."));
	}

	@Test
	void whatOthersSendDoesNotCount() throws Exception {
		assertQueries(1, () -> {
			Thread other = Thread.ofVirtual().start(() -> await(this.shelves.acount()));
			other.join();
			await(this.volumes.acount());
		});
	}

	@Test
	void whatComesAfterTheCodeDoesNotCount() throws Exception {
		List<SentQuery> sent = sentQueries(() -> await(this.volumes.acount()));

		await(this.volumes.acount());

		assertThat(sent).hasSize(1);
	}

	@Test
	void assertionAroundAnotherCountsItsQueries() throws Exception {
		assertQueries(3, () -> {
			await(this.volumes.acount());
			assertQueries(2, () -> {
				await(this.volumes.acount());
				await(this.shelves.acount());
			});
		});
	}

	@Test
	void codeThatFailsThrowsWhatItThrows() {
		assertThatIllegalStateException().isThrownBy(() -> assertQueries(0, () -> {
			throw new IllegalStateException("on purpose");
		}));
	}

	@Model
	record Shelf(@Nullable Long id, String name, Many<Volume> volumes) {
	}

	@Model(ordering = "title")
	record Volume(@Nullable Long id, String title,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "volumes") Ref<Shelf> shelf) {
	}

	interface Shelves extends AsyncRepository<Shelf, Long> {

	}

	interface Volumes extends AsyncRepository<Volume, Long> {

	}

}
