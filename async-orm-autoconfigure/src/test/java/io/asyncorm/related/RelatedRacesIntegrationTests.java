package io.asyncorm.related;

import java.util.List;
import java.util.concurrent.Callable;

import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Replaced;
import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Label;
import io.asyncorm.related.Press.Person;
import io.asyncorm.related.Press.Topic;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many callers change what is related to one object at the same time: nothing is linked
 * twice, nobody fails, and each change counts for one of them. Each is repeated five
 * times, or a hundred with {@code -Dasync-orm.thorough=true}.
 */
@Timeout(1200)
@ParameterizedClass
@EnumSource
class RelatedRacesIntegrationTests extends AbstractPressIntegrationTests {

	private static final int CALLERS = 200;

	private static final int REPETITIONS = Boolean.getBoolean("async-orm.thorough") ? 100 : 5;

	private Person ann;

	private Article article;

	@BeforeEach
	void fillTables() {
		this.ann = this.press.person("Ann");
		this.article = this.press.article("News", this.ann);
		List.of("a", "b", "c", "d").forEach(this.press::label);
	}

	@Test
	void theSameIsAddedOnce() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			await(this.article.labels().aclear());

			List<Long> added = Callers.atOnce(CALLERS, (caller) -> await(this.article.labels().aadd("a")));

			assertThat(added).filteredOn((count) -> count == 1).hasSize(1);
			assertThat(added).filteredOn((count) -> count == 0).hasSize(CALLERS - 1);
			assertThat(this.press.count("article_labels")).isEqualTo(1);
		}
	}

	@Test
	void severalAreAddedOnceInWhateverOrder() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			await(this.article.labels().aclear());

			List<Long> added = Callers.atOnce(CALLERS, (caller) -> await((caller % 2 == 0)
					? this.article.labels().aadd("a", "b", "c", "d") : this.article.labels().aadd("d", "c", "b", "a")));

			assertThat(added.stream().mapToLong(Long::longValue).sum()).isEqualTo(4);
			assertThat(this.press.count("article_labels")).isEqualTo(4);
		}
	}

	@Test
	void withoutAUniqueKeyTheSameIsAddedOnce() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			await(this.article.visitors().aclear());

			List<Long> added = Callers.atOnce(CALLERS, (caller) -> await(this.article.visitors().aadd(this.ann)));

			assertThat(added.stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
			assertThat(this.press.count("visit")).isEqualTo(1);
		}
	}

	@Test
	void theSameIsAddedOnceInTransactionsOfTheCallers() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			await(this.article.labels().aclear());

			List<Long> added = Callers.atOnce(40,
					(caller) -> inTransaction(() -> await(this.article.labels().aadd("a"))));

			assertThat(added.stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
		}
	}

	/** Transactions of MariaDB are at REPEATABLE READ, where that is refused. */
	@Test
	void withoutAUniqueKeyTheSameIsAddedOnceInTransactionsOfTheCallers() throws Exception {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "its transactions are at REPEATABLE READ");
		for (int i = 0; i < REPETITIONS; i++) {
			await(this.article.visitors().aclear());

			List<Long> added = Callers.atOnce(40,
					(caller) -> inTransaction(() -> await(this.article.visitors().aadd(this.ann))));

			assertThat(added.stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
		}
	}

	private Long inTransaction(Callable<Long> block) {
		return await(this.press.orm().transactions().atomic(block));
	}

	@Test
	void friendsAreMadeFromBothSides() throws Exception {
		List<Person> people = List.of(this.ann, this.press.person("Bob"), this.press.person("Cid"));
		for (int i = 0; i < REPETITIONS; i++) {
			this.press.sql("delete from \"person_friends\"").update();

			List<Long> added = Callers.atOnce(CALLERS, (caller) -> await(
					people.get(caller % 3).friends().aadd(people.get((caller + 1) % 3), people.get((caller + 2) % 3))));

			assertThat(added.stream().mapToLong(Long::longValue).sum()).isEqualTo(6);
			assertThat(this.press.count("person_friends")).isEqualTo(6);
		}
	}

	@Test
	void theSameSetIsSetOnce() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			await(this.article.labels().aset(List.of("c", "d")));

			List<Replaced> replaced = Callers.atOnce(CALLERS,
					(caller) -> await(this.article.labels().aset(List.of("a", "b"))));

			assertThat(replaced).filteredOn((each) -> each.equals(new Replaced(2, 2))).hasSize(1);
			assertThat(replaced).filteredOn((each) -> each.equals(new Replaced(0, 0))).hasSize(CALLERS - 1);
			assertThat(labels()).containsExactly("a", "b");
		}
	}

	@Test
	void ofDifferentSetsOneIsLeft() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			Callers.atOnce(CALLERS, (caller) -> await(
					this.article.labels().aset((caller % 2 == 0) ? List.of("a", "b") : List.of("c", "d"))));

			assertThat(labels()).isIn(List.of("a", "b"), List.of("c", "d"));
		}
	}

	@Test
	void foreignKeysAreSetAsAWhole() throws Exception {
		Article other = this.press.article("Olds", this.ann);
		for (int i = 0; i < REPETITIONS; i++) {
			await(this.ann.edited().aclear());

			List<Replaced> replaced = Callers.atOnce(CALLERS,
					(caller) -> await(this.ann.edited().aset(List.of(this.article, other))));

			assertThat(replaced).filteredOn((each) -> each.added() > 0).hasSize(1);
			assertThat(await(this.ann.edited().acount())).isEqualTo(2);
		}
	}

	@Test
	void oneIsCreatedAndLinked() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			String name = "t" + i;

			List<GetOrCreate<Topic>> results = Callers.atOnce(CALLERS,
					(caller) -> await(this.article.topics().agetOrCreate(kw("name", name), defaults())));

			assertThat(results).filteredOn(GetOrCreate::created).hasSize(1);
			assertThat(results).extracting(GetOrCreate::object).containsOnly(results.get(0).object());
			assertThat(this.press.count("article_topics")).isEqualTo(i + 1);
		}
	}

	private List<String> labels() {
		return await(this.article.labels().alist()).stream().map(Label::code).toList();
	}

}
