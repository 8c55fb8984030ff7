package io.asyncorm.related;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import ch.qos.logback.classic.Level;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.query.Replaced;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Label;
import io.asyncorm.related.Press.Person;
import io.asyncorm.related.Press.Topic;
import io.asyncorm.testdatabase.RecordedSql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.clear;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.oneByOne;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.throughDefaults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Related managers of many-to-many relations: plain, with a model of the join table, and
 * to the model itself.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class ManyToManyIntegrationTests extends AbstractPressIntegrationTests {

	private Person ann;

	private Person bob;

	private Person cid;

	private Article article;

	@BeforeEach
	void fillTables() {
		this.ann = this.press.person("Ann");
		this.bob = this.press.person("Bob");
		this.cid = this.press.person("Cid");
		this.article = this.press.article("News", this.ann);
		List.of("a", "b", "c").forEach(this.press::label);
	}

	@Test
	void objectsReferencesAndKeysAreAdded() {
		Label label = await(this.press.labels().aget("a"));

		assertThat(await(this.article.labels().aadd(label, Ref.of(Label.class, "b"), "c", "c"))).isEqualTo(3);

		assertThat(labels()).containsExactly("a", "b", "c");
		assertThat(await(this.article.labels().aadd(List.of("a", label)))).isZero();
		assertThat(await(this.article.labels().aadd())).isZero();
		assertThat(this.press.count("article_labels")).isEqualTo(3);
		assertThat(await(label.articles().alist())).extracting(Article::title).containsExactly("News");
	}

	@Test
	void aTimeoutIsOfReadsAndWrites() {
		assertThat(await(this.article.labels().timeout(Duration.ofMinutes(1)).aadd("a"))).isOne();

		assertThatExceptionOfType(QueryTimeoutException.class)
			.isThrownBy(() -> await(this.article.labels().timeout(Duration.ofNanos(1)).aadd("b")))
			.withMessageContaining("(the timeout of its query set)");
		assertThat(labels()).containsExactly("a");
	}

	@Test
	void manyAreAddedByOneStatement() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			await(this.article.labels().aadd("a", "b", "c"));

			assertThat(sql.statements()).singleElement().asString().startsWith("INSERT INTO");
			sql.clear();
			await(this.ann.friends().aadd(this.bob, this.cid));
			assertThat(sql.statements()).hasSize(1);
		}
	}

	@Test
	void linksAreRemovedAndTheObjectsStay() {
		await(this.article.labels().aadd("a", "b", "c"));

		assertThat(await(this.article.labels().aremove("a", "x"))).isEqualTo(1);
		assertThat(labels()).containsExactly("b", "c");
		assertThat(await(this.article.labels().aremove(List.of()))).isZero();
		assertThat(await(this.article.labels().aclear())).isEqualTo(2);
		assertThat(labels()).isEmpty();
		assertThat(this.press.count("label")).isEqualTo(3);
	}

	@Test
	void onlyWhatDiffersIsSet() {
		await(this.article.labels().aadd("a", "b"));
		List<Long> links = links("a");

		assertThat(await(this.article.labels().aset(List.of("c", "a")))).isEqualTo(new Replaced(1, 1));

		assertThat(labels()).containsExactly("a", "c");
		assertThat(links("a")).isEqualTo(links);
		assertThat(await(this.article.labels().aset(List.of("a", "c")))).isEqualTo(new Replaced(0, 0));
		assertThat(await(this.article.labels().aset(List.of("a", "c"), clear()))).isEqualTo(new Replaced(2, 2));
		assertThat(links("a")).isNotEqualTo(links);
		assertThat(await(this.article.labels().aset(List.of()))).isEqualTo(new Replaced(0, 2));
	}

	@Test
	void whatAQuerySetGivesIsSet() {
		await(this.article.labels().aadd("a"));

		assertThat(await(this.article.labels().aset(this.press.labels().filter("code__gte", "b"))))
			.isEqualTo(new Replaced(2, 1));

		assertThat(labels()).containsExactly("b", "c");
		assertThat(await(this.article.labels().aset(this.article.labels().exclude("code", "b"), clear())))
			.isEqualTo(new Replaced(1, 2));
		assertThat(labels()).containsExactly("c");
		assertThat(await(this.article.labels().aset(this.press.labels().orderBy("-code").slice(0, 2))))
			.isEqualTo(new Replaced(1, 0));
		assertThat(await(this.article.labels().aset(this.press.labels().none()))).isEqualTo(new Replaced(0, 2));
	}

	@Test
	void keysOfAnyTypeAreAdded() {
		Topic war = this.press.topic("war");
		Topic peace = this.press.topic("peace");

		await(this.article.topics().aadd(war, peace.id(), war.id().toString()));

		assertThat(await(this.article.topics().alist())).containsExactly(peace, war);
		assertThat(await(this.article.topics().aset(List.of(peace)))).isEqualTo(new Replaced(0, 1));
		assertThat(await(this.article.topics().aremove(peace.id()))).isEqualTo(1);
	}

	@Test
	void whatIsCreatedIsLinked() {
		Topic war = await(this.article.topics().acreate(kw("name", "war")));
		Topic peace = await(this.article.topics().acreate(set(Topic::name).to("peace")));
		Topic art = await(this.article.topics().acreate(new Topic(UUID.randomUUID(), "art")));

		assertThat(await(this.article.topics().alist())).containsExactly(art, peace, war);
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.article.topics().acreate(kw("name", "war"))));
		assertThat(this.press.count("article_topics")).isEqualTo(3);
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			await(this.article.topics().acreate(kw("name", "love")));
			assertThat(sql.statements()).filteredOn((statement) -> statement.contains("INSERT")).hasSize(2);
		}
	}

	@Test
	void whatIsCreatedInBulkIsLinked() {
		List<Topic> topics = await(this.article.topics()
			.abulkCreate(List.of(new Topic(UUID.randomUUID(), "war"), new Topic(UUID.randomUUID(), "art"))));
		List<Person> people = await(this.article.credited()
			.abulkCreate(List.of(unsaved(), unsaved(), unsaved()), throughDefaults("role", "cook")));

		assertThat(await(this.article.topics().alist())).containsExactly(topics.get(1), topics.get(0));
		assertThat(await(this.article.credited().acount())).isEqualTo(3);
		assertThat(people).extracting(Person::id).doesNotContainNull();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.article.topics().abulkCreate(topics, ignoreConflicts()))
			.withMessageContaining("aadd()");
		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> await(
					this.article.topics().abulkCreate(List.of(new Topic(UUID.randomUUID(), "x"), topics.get(0)))))
			.withMessageContaining("another Topic");
		assertThat(this.press.count("topic")).isEqualTo(2);
	}

	@Test
	void whatIsFoundOrCreatedIsLinkedOnce() {
		GetOrCreate<Topic> created = await(this.article.topics().agetOrCreate(kw("name", "war"), defaults()));
		GetOrCreate<Topic> found = await(this.article.topics().agetOrCreate(kw("name", "war"), defaults()));
		UpdateOrCreate<Topic> updated = await(
				this.article.topics().aupdateOrCreate(kw("name", "war"), defaults("name", "peace")));
		UpdateOrCreate<Topic> inserted = await(
				this.article.topics().aupdateOrCreate(kw("name", "art"), defaults("name", "art")));

		assertThat(created.created()).isTrue();
		assertThat(found).isEqualTo(new GetOrCreate<>(created.object(), false));
		assertThat(updated).isEqualTo(new UpdateOrCreate<>(new Topic(created.object().id(), "peace"), false));
		assertThat(inserted.created()).isTrue();
		assertThat(await(this.article.topics().alist())).containsExactly(inserted.object(), updated.object());
		this.press.topic("free");
		assertThatExceptionOfType(DuplicateKeyException.class).as("is there, but not related")
			.isThrownBy(() -> await(this.article.topics().agetOrCreate(kw("name", "free"), defaults())));
	}

	@Test
	void aModelOfTheJoinTableGetsItsDefaultsAndOthers() {
		await(this.article.credited().aadd(this.bob));
		await(this.article.credited().aadd(List.of(this.ann, this.bob), throughDefaults("role", " chief ")));
		Person dan = await(this.article.credited().acreate(kw("name", "Dan"), throughDefaults("role", "cook")));
		await(this.article.credited().agetOrCreate(kw("name", "Eve"), defaults(), throughDefaults("role", "painter")));

		assertThat(this.press.sql("select \"role\" from \"credit\" order by \"role\"").query(String.class).list())
			.containsExactly("chief", "cook", "painter", "writer");
		assertThat(await(this.article.credited().alist())).extracting(Person::name)
			.containsExactly("Ann", "Bob", "Dan", "Eve");
		assertThat(await(
				this.article.credited().aset(List.of(dan, this.cid.id()), throughDefaults("role", "guest"), clear())))
			.isEqualTo(new Replaced(2, 4));
		assertThat(this.press.sql("select \"role\" from \"credit\"").query(String.class).list())
			.containsExactly("guest", "guest");
		assertThat(await(dan.written().alist())).isEmpty();
	}

	@Test
	void dependantsOfLinksGoWithThem() {
		await(this.article.credited().aadd(this.ann, this.bob));
		this.press.sql("insert into \"remark\" (\"credit_id\") select \"id\" from \"credit\"").update();

		assertThat(await(this.article.credited().aremove(this.ann))).isEqualTo(1);
		assertThat(this.press.count("remark")).isEqualTo(1);
		assertThat(await(this.article.credited().aset(List.of(this.ann)))).isEqualTo(new Replaced(1, 1));
		assertThat(this.press.count("remark")).isZero();
	}

	@Test
	void linksWithoutAUniqueKeyAreNotDoubled() {
		assertThat(await(this.article.visitors().aadd(this.ann, this.bob))).isEqualTo(2);
		assertThat(await(this.article.visitors().aadd(List.of(this.bob, this.cid), throughDefaults("times", 5))))
			.isEqualTo(1);
		assertThat(await(this.article.visitors().aset(List.of(this.cid, this.ann)))).isEqualTo(new Replaced(0, 1));

		assertThat(this.press.sql("select \"times\" from \"visit\" order by \"times\"").query(Integer.class).list())
			.containsExactly(1, 5);
	}

	@Test
	void linksToTheModelItselfHaveADirection() {
		await(this.ann.follows().aadd(this.bob, this.cid));
		await(this.bob.followers().aadd(this.cid));

		assertThat(names(this.ann.follows())).containsExactly("Bob", "Cid");
		assertThat(names(this.ann.followers())).isEmpty();
		assertThat(names(this.bob.followers())).containsExactly("Ann", "Cid");
		assertThat(await(this.bob.followers().aset(List.of(this.ann)))).isEqualTo(new Replaced(0, 1));
		assertThat(await(this.bob.follows().aclear())).isZero();
		assertThat(names(this.ann.follows())).containsExactly("Bob", "Cid");
	}

	@Test
	void linksOfASymmetricalRelationCountInBothDirections() {
		assertThat(await(this.bob.friends().aadd(this.ann, this.cid, this.bob))).isEqualTo(5);

		assertThat(names(this.ann.friends())).containsExactly("Bob");
		assertThat(names(this.bob.friends())).containsExactly("Ann", "Bob", "Cid");
		assertThat(await(this.ann.friends().aadd(this.bob))).isZero();
		assertThat(await(this.ann.friends().aremove(this.bob, this.cid))).isEqualTo(2);
		assertThat(names(this.bob.friends())).containsExactly("Bob", "Cid");
		await(this.cid.friends().aset(List.of(this.ann)));
		assertThat(names(this.bob.friends())).containsExactly("Bob");
		Person dan = await(this.ann.friends().acreate(kw("name", "Dan")));
		assertThat(names(dan.friends())).containsExactly("Ann");
		await(this.ann.friends().aclear());
		assertThat(this.press.count("person_friends")).isEqualTo(1);
	}

	@Test
	void whatIsNoObjectIsRefused() {
		Many<Label> labels = this.article.labels();

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> labels.aadd(this.ann));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> labels.aadd(Ref.of(Person.class, 1)));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.article.topics().aadd("abc"));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.article.credited().aadd(unsaved()))
			.withMessageContaining("no key yet");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> labels.aadd(List.of("a"), List.of("b")));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> labels.aadd("a", "b", throughDefaults("role", "x")))
			.withMessageContaining("one list");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> labels.aadd(Collections.singletonList(null)));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.article.credited().aadd(List.of(unsaved()), oneByOne()))
			.withMessageContaining("join table");
		assertThat(labels()).isEmpty();
	}

	@Test
	void whatIsNotThereIsNotLinked() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(this.article.labels().aadd("a", "nowhere")));
		assertThat(labels()).isEmpty();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(this.article.labels().aset(List.of("nowhere"), clear())));
	}

	@Test
	void valuesThatTheJoinTableDoesNotTakeAreRefused() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.article.labels().aadd(List.of("a"), throughDefaults("role", "x")))
			.withMessageContaining("role");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.article.credited().aadd(this.bob, throughDefaults("person", this.ann)))
			.withMessageContaining("person");
		assertThatExceptionOfType(RefusedObjectException.class)
			.isThrownBy(() -> await(this.article.credited().aadd(this.bob, throughDefaults("role", " "))));
		assertThat(this.press.count("credit")).isZero();
	}

	@Test
	void whatWasPrefetchedIsLeftAsItIs() {
		await(this.article.labels().aadd("a"));
		Article read = await(this.press.articles().prefetchRelated("labels").aget());

		await(read.labels().aadd("b"));

		assertThat(read.labels().list()).extracting(Label::code).containsExactly("a");
		assertThat(await(read.labels().all().alist())).extracting(Label::code).containsExactly("a", "b");
	}

	private List<String> labels() {
		return await(this.article.labels().alist()).stream().map(Label::code).toList();
	}

	private List<Long> links(String label) {
		return this.press.sql("select \"id\" from \"article_labels\" where \"label_id\" = ?")
			.param(label)
			.query(Long.class)
			.list();
	}

	private static List<String> names(Many<Person> people) {
		return await(people.alist()).stream().map(Person::name).toList();
	}

	private static Person unsaved() {
		return new Person(null, "new", Many.of(), Many.of(), Many.of(), One.none(), Many.of(), Many.of());
	}

}
