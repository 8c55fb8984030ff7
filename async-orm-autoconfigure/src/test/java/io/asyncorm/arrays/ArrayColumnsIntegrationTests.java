package io.asyncorm.arrays;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.arrays.ArrayModels.Everything;
import io.asyncorm.arrays.ArrayModels.Everythings;
import io.asyncorm.arrays.ArrayModels.Label;
import io.asyncorm.arrays.ArrayModels.Labels;
import io.asyncorm.arrays.ArrayModels.Post;
import io.asyncorm.arrays.ArrayModels.Posts;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.ClientLookupException;
import io.asyncorm.repository.ClientLookups;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Properties that hold several values, stored in columns that hold arrays.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArrayColumnsIntegrationTests {

	/** So many rows are copied and not inserted. */
	private static final int MANY = 3_000;

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(3);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Post.class, Everything.class, Label.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Posts posts = this.orm.repository(Posts.class);

	private final JdbcClient jdbc = JdbcClient.create(this.pool);

	@AfterEach
	void clear() {
		this.jdbc.sql("delete from post").update();
	}

	@AfterAll
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aListAndASetComeBackAsTheyWereStored() {
		Post created = await(this.posts.acreate(new Post(null, "Dune", List.of("sand", "a,\"b\\c{}", ""), Set.of(3))));

		Post found = await(this.posts.aget(created.id()));

		assertThat(created.tags()).containsExactly("sand", "a,\"b\\c{}", "");
		assertThat(found).isEqualTo(created);
		assertThat(found.scores()).containsExactly(3);
	}

	@Test
	void anEmptyListIsNoNull() {
		Post created = await(this.posts.acreate(new Post(null, "Dune", List.of(), Set.of())));

		Post found = await(this.posts.aget(created.id()));

		assertThat(found.tags()).isEmpty();
		assertThat(found.scores()).isEmpty();
	}

	@Test
	void everyTypeOfElementComesBackAsItWasStored() {
		Everythings all = this.orm.repository(Everythings.class);
		Instant instant = Instant.parse("2026-03-29T01:30:00.123456Z");
		Everything given = new Everything(null, List.of("NULL", "null", "ä\n\t'"), List.of(true, false),
				List.of((short) -1), List.of(Integer.MIN_VALUE), List.of(Long.MAX_VALUE),
				List.of(1.5f, Float.POSITIVE_INFINITY), List.of(0.1, Double.NEGATIVE_INFINITY),
				List.of(new BigDecimal("12.50")), List.of(LocalDate.of(2024, 2, 29), LocalDate.of(-43, 3, 15)),
				List.of(LocalTime.of(23, 59, 59, 1_000)),
				List.of(LocalDateTime.of(2026, 3, 29, 2, 30), LocalDateTime.of(12026, 1, 1, 0, 0)),
				List.of(instant, Instant.EPOCH), List.of(Duration.ofDays(400).plusNanos(1_000)),
				List.of(UUID.fromString("123e4567-e89b-12d3-a456-426614174000")), List.of(DayOfWeek.FRIDAY),
				Arrays.asList("a", null), new String[] { "x" }, new int[] { 4, 5 }, null);

		Everything created = await(all.acreate(given));
		Everything found = await(all.aget(created.id()));

		for (Everything read : List.of(created, found)) {
			assertThat(read).usingRecursiveComparison().ignoringFields("id").isEqualTo(given);
		}
	}

	@Test
	void manyObjectsKeepTheirOwnArrays() {
		List<Post> given = IntStream.range(0, 20)
			.mapToObj((i) -> new Post(null, "p" + i, IntStream.range(0, i % 4).mapToObj((t) -> "t" + t).toList(),
					(i % 2 == 0) ? Set.of(i) : null))
			.toList();

		List<Post> created = await(this.posts.abulkCreate(given));

		assertThat(created).extracting(Post::tags).isEqualTo(given.stream().map(Post::tags).toList());
		assertThat(await(this.posts.orderBy("id").alist())).isEqualTo(created);
	}

	@Test
	void rowsThatAreCopiedKeepTheirOwnArrays() {
		List<Post> given = IntStream.range(0, MANY)
			.mapToObj((i) -> new Post(null, "p" + i, List.of("a\tb\\", "n" + i), Set.of(i)))
			.toList();

		List<Post> created = await(this.posts.abulkCreate(given));

		assertThat(created).extracting(Post::tags).isEqualTo(given.stream().map(Post::tags).toList());
		assertThat(await(this.posts.orderBy("id").alist())).isEqualTo(created);
	}

	@Test
	void manyObjectsAreUpdatedWithTheirOwnArrays() {
		List<Post> created = await(this.posts.abulkCreate(List.of(Post.of("a", "x"), Post.of("b", "y"))));
		List<Post> changed = created.stream()
			.map((post) -> new Post(post.id(), post.title(), List.of(post.title(), "new"), Set.of(1, 2)))
			.toList();

		await(this.posts.abulkUpdate(changed, "tags", "scores"));

		assertThat(await(this.posts.orderBy("id").alist())).isEqualTo(changed);
	}

	@Test
	void anUpsertWritesArrays() {
		UpdateOrCreate<Post> first = await(
				this.posts.aupdateOrCreate(kw("title", "Dune"), defaults("tags", List.of("sand"))));
		UpdateOrCreate<Post> second = await(
				this.posts.aupdateOrCreate(kw("title", "Dune"), defaults("tags", Set.of("worms"))));

		assertThat(first.created()).isTrue();
		assertThat(second.created()).isFalse();
		assertThat(second.object().tags()).containsExactly("worms");
	}

	@Test
	void anUpsertByAnArrayFindsIt() {
		Post created = await(this.posts.acreate(Post.of("Dune", "sand", "worms")));

		UpdateOrCreate<Post> found = await(
				this.posts.aupdateOrCreate(kw("tags", List.of("sand", "worms")), defaults("title", "Dune Messiah")));

		assertThat(found.created()).isFalse();
		assertThat(found.object().id()).isEqualTo(created.id());
	}

	@Test
	void anUpdateTakesAListOrAnotherColumn() {
		await(this.posts.abulkCreate(List.of(Post.of("a", "x"), Post.of("b", "y", "z"))));

		await(this.posts.filter("title", "a").aupdate(set(Post::tags).to(List.of("new", "list"))));
		await(this.posts.filter("title", "b").aupdate(kw("tags", f("tags__0_1"), "scores", List.of(4))));

		assertThat(await(this.posts.orderBy("title").alist())).extracting(Post::tags)
			.containsExactly(List.of("new", "list"), List.of("y"));
	}

	@Test
	void aNullAmongTheElementsIsRefusedUnlessDeclared() {
		List<String> tags = new ArrayList<>(Arrays.asList("a", null));

		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.posts.acreate(new Post(null, "Dune", tags, null))))
			.withMessageContaining("'Post.tags': One of the elements is null; declare them as @Nullable");
	}

	@Test
	void aNullAmongTheElementsOfARowIsAFaultOfTheRow() {
		Post post = await(this.posts.acreate(Post.of("Dune", "a")));
		this.jdbc.sql("update post set tags = array['a', null]").update();

		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> await(this.posts.aget(post.id())))
			.withMessageContaining("'Post.tags': One of the elements is null in the database");
	}

	@Test
	void anArrayOfSeveralDimensionsIsAFaultOfTheRow() {
		Post post = await(this.posts.acreate(Post.of("Dune", "a")));
		this.jdbc.sql("update post set tags = array[array['a'], array['b']]").update();

		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> await(this.posts.aget(post.id())))
			.withMessageContaining("several dimensions");
	}

	@Test
	void theLengthOfAColumnIsThatOfEachElement() {
		Labels labels = this.orm.repository(Labels.class);

		Label stored = await(labels.acreate(new Label(null, List.of("short", "five5"))));

		assertThat(stored.words()).hasSize(2);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(labels.acreate(new Label(null, List.of("longer")))));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(labels.abulkCreate(List.of(stored, new Label(null, List.of("longer"))))));
	}

	@Test
	void aValueThatIsNoCollectionIsRefused() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.posts.acreate(kw("title", "Dune", "tags", "sand"))))
			.withMessageContaining("Post.tags");
	}

	@Test
	void anArrayIsAValueOfMapsListsAndRecords() {
		record Tagged(String title, List<String> tags) {
		}
		await(this.posts.acreate(Post.of("Dune", "sand", "worms")));

		assertThat(await(this.posts.values("title", "tags").alist()))
			.containsExactly(Map.of("title", "Dune", "tags", List.of("sand", "worms")));
		assertThat(await(this.posts.valuesList(Post::tags).alist())).containsExactly(List.of("sand", "worms"));
		assertThat(await(this.posts.values(Tagged.class).alist()))
			.containsExactly(new Tagged("Dune", List.of("sand", "worms")));
		assertThat(await(this.posts.annotate("first", f("tags__0"))
			.annotate("rest", f("tags__1_9"))
			.annotate("size", f("tags__len"))
			.values("first", "rest", "size")
			.alist())).containsExactly(Map.of("first", "sand", "rest", List.of("worms"), "size", 2));
	}

	@Test
	void theKeywordsOfADeclaredMethodTakeLists() {
		Post dune = await(this.posts.acreate("Dune", List.of("sand", "worms"), new int[] { 4 }));
		await(this.posts.acreate(Post.of("Emma", "love")));

		assertThat(await(this.posts.alist(List.of("worms")))).containsExactly(dune);
		assertThat(await(this.posts.acount("love"))).isEqualTo(1);
		assertThat(await(this.posts.aexists(Set.of("love", "hate")))).isTrue();
		assertThat(dune.scores()).containsExactly(4);
	}

	@Test
	void clientsGiveElementsSeparatedByCommas() {
		Post dune = await(this.posts.acreate(Post.of("Dune", "sand", "worms")));
		ClientLookups<Post> lookups = this.posts.clientLookups().allow("tags", "contains", "overlap").allow("scores");

		assertThat(await(lookups.apply(Map.of("tags__contains", "sand,worms")).all().alist())).containsExactly(dune);
		assertThat(await(lookups.apply(Map.of("tags__overlap", "love")).all().alist())).isEmpty();
		assertThatExceptionOfType(ClientLookupException.class).isThrownBy(() -> lookups.apply(Map.of("scores", "1,x")))
			.withMessageContaining("'scores' takes values, each a whole number");
	}

}
