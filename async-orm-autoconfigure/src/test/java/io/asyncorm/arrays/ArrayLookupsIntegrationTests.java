package io.asyncorm.arrays;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.arrays.ArrayModels.Note;
import io.asyncorm.arrays.ArrayModels.Notes;
import io.asyncorm.arrays.ArrayModels.Post;
import io.asyncorm.arrays.ArrayModels.Posts;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lookups of columns that hold arrays, with the meaning that Django's {@code ArrayField}
 * gives them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArrayLookupsIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(3);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Post.class, Note.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Posts posts = this.orm.repository(Posts.class);

	private final Notes notes = this.orm.repository(Notes.class);

	@BeforeAll
	void fill() {
		await(this.posts.abulkCreate(List.of(new Post(null, "first", List.of("thoughts", "django"), Set.of(1, 2)),
				new Post(null, "second", List.of("thoughts"), Set.of(3)),
				new Post(null, "third", List.of("tutorial", "django"), null),
				new Post(null, "none", List.of(), Set.of()))));
		await(this.notes.acreate(new Note(null, List.of("a", "b"), List.of("c"), 0)));
	}

	@AfterAll
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void containsAsksForAllOfTheElements() {
		assertThat(titles(this.posts.filter("tags__contains", List.of("thoughts")))).containsExactly("first", "second");
		assertThat(titles(this.posts.filter("tags__contains", Set.of("django", "thoughts")))).containsExactly("first");
		assertThat(titles(this.posts.filter("tags__contains", new String[] { "tutorial" }))).containsExactly("third");
		assertThat(titles(this.posts.filter("tags__contains", List.of()))).hasSize(4);
		assertThat(titles(this.posts.filter("scores__contains", List.of("3", 3L)))).containsExactly("second");
	}

	@Test
	void containedByAsksForNoOtherElements() {
		assertThat(titles(this.posts.filter("tags__contained_by", List.of("thoughts", "django"))))
			.containsExactly("first", "none", "second");
	}

	@Test
	void overlapAsksForOneOfTheElements() {
		assertThat(titles(this.posts.filter("tags__overlap", List.of("thoughts", "tutorial")))).containsExactly("first",
				"second", "third");
		assertThat(titles(this.posts.filter("scores__overlap", List.of(2, 3)))).containsExactly("first", "second");
		assertThat(titles(this.posts.filter("tags__overlap", List.of()))).isEmpty();
	}

	@Test
	void otherArraysAreComparedToo() {
		assertThat(titles(this.posts.filter("tags__contains", f("tags__0_1")))).hasSize(4);
		assertThat(titles(this.posts.filter(where(Post::tags).overlap(f("tags__1_2"))))).containsExactly("first",
				"third");
	}

	@Test
	void lenIsTheNumberOfElements() {
		assertThat(titles(this.posts.filter("tags__len", 0))).containsExactly("none");
		assertThat(titles(this.posts.filter("tags__len__gte", 2))).containsExactly("first", "third");
		assertThat(titles(this.posts.filter("scores__len__isnull", true))).containsExactly("third");
	}

	@Test
	void aNumberIsAPlaceWithLookupsOfTheElement() {
		assertThat(titles(this.posts.filter("tags__0", "thoughts"))).containsExactly("first", "second");
		assertThat(titles(this.posts.filter("tags__1__iexact", "Django"))).containsExactly("first", "third");
		assertThat(titles(this.posts.filter("tags__276", "x"))).isEmpty();
		assertThat(titles(this.posts.filter("tags__1__isnull", true))).containsExactly("none", "second");
		assertThat(titles(this.posts.filter("scores__0__in", List.of(3)))).containsExactly("second");
	}

	@Test
	void twoNumbersAreASlice() {
		assertThat(titles(this.posts.filter("tags__0_1", List.of("thoughts")))).containsExactly("first", "second");
		assertThat(titles(this.posts.filter("tags__0_2__in", List.of(List.of("thoughts", "django"), List.of()))))
			.containsExactly("first", "none");
		assertThat(titles(this.posts.filter("scores__0_1__in", List.of(List.of(3))))).containsExactly("second");
		assertThat(titles(this.posts.filter("tags__0_2__contains", List.of("thoughts")))).containsExactly("first",
				"second");
	}

	@Test
	void theWholeArrayIsComparedInItsOrder() {
		assertThat(titles(this.posts.filter("tags", List.of("thoughts", "django")))).containsExactly("first");
		assertThat(titles(this.posts.filter("tags", List.of("django", "thoughts")))).isEmpty();
		assertThat(titles(this.posts.filter("tags", List.of()))).containsExactly("none");
		assertThat(titles(this.posts.exclude("tags", List.of()))).containsExactly("first", "second", "third");
		assertThat(titles(this.posts.filter("tags__in", List.of(List.of("thoughts"), List.of("tutorial", "django")))))
			.containsExactly("second", "third");
		assertThat(titles(this.posts.filter("scores__in", List.of(Set.of(3))))).containsExactly("second");
		assertThat(titles(this.posts.filter("scores__isnull", true))).containsExactly("third");
		assertThat(titles(this.posts.exclude("scores__contains", List.of(1)))).containsExactly("none", "second",
				"third");
		assertThat(titles(this.posts.filter("tags__gt", List.of("thoughts")))).containsExactly("first", "third");
	}

	@Test
	void setsAreEqualWhateverTheirOrder() {
		List<Integer> up = IntStream.range(0, 20).boxed().toList();
		await(this.orm.transactions().atomic(() -> {
			await(this.posts.acreate(new Post(null, "set", List.of(), new LinkedHashSet<>(up.reversed()))));

			assertThat(titles(this.posts.filter("scores", new LinkedHashSet<>(up)))).containsExactly("set");
			assertThat(titles(this.posts.filter("scores__in", List.of(Set.copyOf(up))))).containsExactly("set");
			assertThat(await(this.posts.aget(kw("title", "set"))).scores()).containsExactlyElementsOf(up);
			await(this.posts.filter("title", "set").adelete());
		}));
	}

	@Test
	void arraysAreOrderedByTheirElements() {
		assertThat(await(this.posts.orderBy("tags").valuesList(Post::title).alist())).containsExactly("none", "second",
				"first", "third");
		assertThat(await(this.posts.orderBy("-tags__len", "title").valuesList(Post::title).alist()))
			.containsExactly("first", "third", "second", "none");
	}

	@Test
	void methodReferencesHaveTheSameLookups() {
		assertThat(titles(this.posts.filter(where(Post::tags).contains(List.of("django"))))).containsExactly("first",
				"third");
		assertThat(titles(this.posts.filter(where(Post::tags).containedBy(List.of("thoughts")))))
			.containsExactly("none", "second");
		assertThat(titles(this.posts.filter(where(Post::scores).overlap(List.of(1, 3))))).containsExactly("first",
				"second");
		assertThat(titles(this.posts.filter(where(Post::tags).len().gt(1)))).containsExactly("first", "third");
		assertThat(titles(this.posts.filter(where(Post::tags).index(0).eq("tutorial")))).containsExactly("third");
		assertThat(titles(this.posts.filter(where(Post::tags).slice(1, 2).eq(List.of("django")))))
			.containsExactly("first", "third");
		assertThat(titles(this.posts.filter(where(Post::tags).eq(List.of("thoughts"))))).containsExactly("second");
		assertThat(titles(this.posts.filter(where(Post::scores).isNull()))).containsExactly("third");
	}

	@Test
	void insideADocumentTheNamesKeepTheirMeaning() {
		assertThat(await(this.notes.filter("words__contains", List.of("a")).acount())).isEqualTo(1);
		assertThat(await(this.notes.filter(where(Note::words).contains(List.of("b"))).acount())).isEqualTo(1);
		assertThat(await(this.notes.filter("words__0", "a").filter("tags__0", "c").acount())).isEqualTo(1);
	}

	@Test
	void aValueOfAnotherTypeIsRefused() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> titles(this.posts.filter("scores__contains", List.of("three"))))
			.withMessageContaining("scores__contains");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> titles(this.posts.filter("tags__contains", "thoughts")))
			.withMessageContaining("it must be a collection or an array");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> titles(this.posts.filter("tags__contains", Arrays.asList("a", null))))
			.withMessageContaining("One of the elements is null");
	}

	@Test
	void anUnknownNameIsAnsweredWithWhatArraysHave() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> titles(this.posts.filter("tags__overlaps", List.of("a"))))
			.withMessageContaining("overlap")
			.withMessageContaining("len");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> titles(this.posts.filter("title__overlap", List.of("a"))));
	}

	private static List<String> titles(QuerySet<Post> posts) {
		return await(posts.orderBy("title").valuesList(Post::title).alist());
	}

}
