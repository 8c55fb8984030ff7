package io.asyncorm.related;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ch.qos.logback.classic.Level;
import io.asyncorm.dialect.ArrayBinding;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.dialect.UpsertForm;
import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Person;
import io.asyncorm.related.Press.Topic;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.throughDefaults;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links where a driver takes no arrays, as those in front of several servers do not.
 */
class LinksWithoutArraysIntegrationTests {

	private final Press press = new Press(TestDatabase.POSTGRESQL,
			EngineSettings.DETECTED.withArrays(ArrayBinding.LISTS).withUpsert(UpsertForm.ON_CONFLICT));

	private final Person ann = this.press.person("Ann");

	private final Article article = this.press.article("News", this.ann);

	@AfterEach
	void close() {
		this.press.close();
	}

	@Test
	void linksAreInsertedInTheOrderOfTheirKeys() {
		List.of("a", "b", "c", "d").forEach(this.press::label);

		assertThat(await(this.article.labels().aadd("d", "a", "c"))).isEqualTo(3);

		assertThat(this.press.sql("select \"label_id\" from \"article_labels\" order by \"id\"")
			.query(String.class)
			.list()).containsExactly("a", "c", "d");
		assertThat(await(this.article.labels().aadd("b", "a"))).isEqualTo(1);
	}

	/** However many statements that takes. */
	@Test
	void linksToBothSidesAreInsertedInTheOrderOfBoth() {
		List<Person> friends = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			friends.add(this.press.person("friend " + i));
		}
		Person last = this.press.person("last");
		Collections.shuffle(friends);

		assertThat(await(last.friends().aadd(friends))).isEqualTo(600);

		List<List<Object>> links = this.press.sql("select * from \"person_friends\" order by \"id\"")
			.query((row, number) -> List.<Object>of(row.getLong(2), row.getLong(3)))
			.list();
		assertThat(links).hasSize(600)
			.isSortedAccordingTo((one, other) -> (one.get(0).equals(other.get(0)))
					? Long.compare((long) one.get(1), (long) other.get(1))
					: Long.compare((long) one.get(0), (long) other.get(0)));
	}

	@Test
	void whatAManagerCreatesIsLinkedByValues() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			Topic war = await(this.article.topics().acreate(kw("name", "war")));

			assertThat(sql.statements()).filteredOn((each) -> each.contains("article_topics"))
				.singleElement()
				.asString()
				.startsWith("INSERT INTO \"article_topics\"")
				.contains(" VALUES (");
			assertThat(await(this.article.topics().alist())).containsExactly(war);
		}
	}

	@Test
	void whatAManagerCreatesIsLinkedByARowOfItsOwnModel() {
		Person dan = await(this.article.credited().acreate(kw("name", "Dan"), throughDefaults("role", "cook")));
		Person eve = await(this.article.visitors().acreate(kw("name", "Eve")));

		assertThat(await(this.article.credited().alist())).containsExactly(dan);
		assertThat(await(this.article.visitors().alist())).containsExactly(eve);
		assertThat(await(this.ann.friends().acreate(kw("name", "Fay"))).friends()).isNotNull();
		assertThat(this.press.count("person_friends")).isEqualTo(2);
	}

}
