package io.asyncorm.related;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

import ch.qos.logback.classic.Level;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Replaced;
import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Person;
import io.asyncorm.testdatabase.RecordedSql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.clear;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.oneByOne;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.throughDefaults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Related managers of reverse foreign keys, of which {@code editor} can be null and
 * {@code author} cannot.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class ReverseForeignKeyIntegrationTests extends AbstractPressIntegrationTests {

	private Person ann;

	private Person bob;

	private Article news;

	private Article story;

	@BeforeEach
	void fillTables() {
		this.ann = this.press.person("Ann");
		this.bob = this.press.person("Bob");
		this.news = this.press.article("News", this.ann);
		this.story = this.press.article("Story", this.ann);
	}

	@Test
	void objectsAndReferencesAreAddedByOneStatement() {
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(await(this.bob.edited().aadd(this.news, ref(this.story)))).isEqualTo(2);
			assertThat(sql.statements()).singleElement().asString().startsWith("UPDATE");
		}
		assertThat(titles(this.bob.edited())).containsExactly("News", "Story");
		assertThat(this.news.editor()).isNull();
		assertThat(await(this.bob.written().aadd(List.of(this.news)))).isEqualTo(1);
		assertThat(titles(this.ann.written())).containsExactly("Story");
		assertThat(await(this.bob.edited().aadd())).isZero();
	}

	@Test
	void newObjectsAreSavedOneByOne() {
		Article fresh = article(null, "Fresh", this.ann);

		List<Article> saved = await(this.bob.written().aadd(List.of(fresh, this.news), oneByOne()));

		assertThat(saved).extracting(Article::title).containsExactly("Fresh", "News");
		assertThat(saved).extracting(Article::author).containsOnly(Ref.to(this.bob));
		assertThat(saved.get(0).id()).isNotNull();
		assertThat(fresh.id()).isNull();
		assertThat(titles(this.bob.written())).containsExactly("Fresh", "News");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.bob.written().aadd(fresh))
			.withMessageContaining("oneByOne()");
	}

	@Test
	void whereTheForeignKeyIsNullableObjectsAreRemoved() {
		await(this.bob.edited().aadd(this.news, this.story));
		Article news = await(this.press.articles().aget(id(this.news)));

		assertThat(await(this.bob.edited().aremove(news))).isEqualTo(1);
		assertThat(titles(this.bob.edited())).containsExactly("Story");
		assertThatExceptionOfType(DoesNotExistException.class).as("not Bob's any more, as it says")
			.isThrownBy(() -> this.bob.edited().aremove(this.news))
			.satisfies((ex) -> assertThat(ex.getModel()).isEqualTo("Person"));
		assertThat(await(this.bob.edited().aremove(ref(this.news)))).isZero();
		assertThat(await(this.bob.edited().aremove(ref(this.story)))).isEqualTo(1);
		await(this.bob.edited().aadd(this.news, this.story));
		assertThat(await(this.bob.edited().aclear())).isEqualTo(2);
		assertThat(this.press.count("article")).isEqualTo(2);
	}

	@Test
	void whereItIsNotNullableNothingIsRemoved() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.ann.written().aremove(this.news))
			.withMessageContaining("'Article.author' cannot be null");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.ann.written().aclear())
			.withMessageContaining("'Article.author' cannot be null");

		assertThat(await(this.bob.written().aset(List.of(this.news)))).isEqualTo(new Replaced(1, 0));
		assertThat(await(this.bob.written().aset(List.of(this.story), clear()))).isEqualTo(new Replaced(1, 0));
		assertThat(titles(this.bob.written())).containsExactly("News", "Story");
	}

	@Test
	void onlyWhatDiffersIsSet() {
		Article third = this.press.article("Third", this.ann);
		await(this.bob.edited().aadd(this.news, this.story));

		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			assertThat(await(this.bob.edited().aset(List.of(this.story, third)))).isEqualTo(new Replaced(1, 1));
			assertThat(sql.statements()).filteredOn((statement) -> statement.startsWith("UPDATE")).hasSize(2);
		}
		assertThat(titles(this.bob.edited())).containsExactly("Story", "Third");
		assertThat(await(this.bob.edited().aset(this.press.articles().filter("title__startswith", "N"))))
			.isEqualTo(new Replaced(1, 2));
		assertThat(await(this.bob.edited().aset(List.of(this.news), clear()))).isEqualTo(new Replaced(1, 1));
		Article fresh = article(null, "Fresh", this.ann);
		assertThat(await(this.bob.edited().aset(List.of(fresh, this.news), oneByOne()))).extracting(Article::title)
			.containsExactly("Fresh");
		assertThat(titles(this.bob.edited())).containsExactly("Fresh", "News");
		assertThat(await(this.bob.edited().aset(List.of()))).isEqualTo(new Replaced(0, 2));
	}

	@Test
	void whatIsCreatedRefersToTheOwner() {
		await(this.bob.written().acreate(kw("title", "A", "author", this.ann)));
		await(this.bob.written().acreate(set(Article::title).to("B")));
		Article third = await(this.bob.written().acreate(article(null, "C", this.ann)));

		List<Article> many = await(
				this.bob.written().abulkCreate(List.of(article(null, "D", this.ann), article(null, "E", this.ann))));

		assertThat(third.author()).isEqualTo(Ref.to(this.bob));
		assertThat(many).extracting(Article::author).containsOnly(Ref.to(this.bob));
		assertThat(titles(this.bob.written())).containsExactly("A", "B", "C", "D", "E");
	}

	@Test
	void whatIsFoundOrCreatedRefersToTheOwner() {
		GetOrCreate<Article> created = await(this.bob.written().agetOrCreate(kw("title", "News"), defaults()));

		assertThat(created.created()).isTrue();
		assertThat(created.object().author()).isEqualTo(Ref.to(this.bob));
		assertThat(await(this.bob.written().agetOrCreate(kw("title", "News"), defaults())))
			.isEqualTo(new GetOrCreate<>(created.object(), false));
		assertThat(await(this.bob.written().aupdateOrCreate(kw("title", "News"), defaults("title", "Olds"))).created())
			.isFalse();
		assertThat(titles(this.bob.written())).containsExactly("Olds");
	}

	@Test
	void whatIsNoObjectIsRefused() {
		Many<Article> edited = this.bob.edited();

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> edited.aadd(1))
			.withMessageContaining("Ref.of(Article.class, key)");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> edited.aadd(this.ann));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> edited.aset(List.of(Ref.of(Person.class, 1))));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> edited.aadd(Collections.singletonList(null)));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> edited.aadd(this.news, throughDefaults("role", "x")))
			.withMessageContaining("no join table");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> edited.aset(this.press.articles().filter("title", "x").union(this.press.articles())));
		assertThat(titles(edited)).isEmpty();
	}

	private static Ref<Article> ref(Article article) {
		return Ref.of(Article.class, id(article));
	}

	private static Long id(Article article) {
		return Objects.requireNonNull(article.id());
	}

	static Article article(@Nullable Long id, String title, Person author) {
		return new Article(id, title, Ref.to(author), null, Many.of(), Many.of(), Many.of(), Many.of());
	}

	private static List<String> titles(Many<Article> articles) {
		return await(articles.alist()).stream().map(Article::title).toList();
	}

}
