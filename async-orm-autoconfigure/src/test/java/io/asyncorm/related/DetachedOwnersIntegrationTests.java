package io.asyncorm.related;

import java.util.Objects;

import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RelationNotLoadedException;
import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Credit;
import io.asyncorm.related.Press.Label;
import io.asyncorm.related.Press.Passport;
import io.asyncorm.related.Press.Passports;
import io.asyncorm.related.Press.Person;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.inverse;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The relations of objects that were made by hand, by the repository of their model.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class DetachedOwnersIntegrationTests extends AbstractPressIntegrationTests {

	private Long id;

	private Person made;

	@BeforeEach
	void fillTables() {
		this.id = Objects.requireNonNull(this.press.person("Ann").id());
		this.made = person(this.id);
	}

	@Test
	void relationsToManyAreReadAndChanged() {
		Many<Article> written = this.press.people().related(this.made, Person::written);
		Article article = await(written.acreate(kw("title", "News")));

		assertThat(await(written.alist())).containsExactly(article);
		assertThat(await(this.press.people().related(this.made, Person::friends).aadd(this.press.person("Bob"))))
			.isEqualTo(2);
		Article made = ReverseForeignKeyIntegrationTests.article(article.id(), "?", this.made);
		await(this.press.articles().related(made, Article::credited).aadd(this.id));
		assertThat(await(this.press.articles().related(made, inverse(Credit::article)).acount())).isEqualTo(1);
		assertThat(this.made.written().list()).isEmpty();
	}

	@Test
	void aManyToManyIsFollowedBackByItsMethodReference() {
		Article article = this.press.article("News", this.made);
		Label label = this.press.label("a");
		this.press.label("b");

		assertThat(await(this.press.labels().related(label, inverse(Article::labels)).aadd(article))).isEqualTo(1);

		assertThat(await(article.labels().alist())).containsExactly(label);
		assertThat(await(
				this.press.labels().filter(where(inverse(Article::labels).then(Article::title)).eq("News")).alist()))
			.containsExactly(label);
		assertThat(await(this.press.people()
			.filter(where(path(Person::written).then(Article::labels).thenInverse(Article::labels).then(Article::title))
				.eq("News"))
			.acount())).isEqualTo(1);
	}

	@Test
	void aOneToOneIsReadFromBothSides() {
		Passports passports = this.press.orm().repository(Passports.class);
		One<Passport> none = this.press.people().related(this.made, Person::passport);
		assertThat(await(none.aget())).isEmpty();
		Passport passport = await(passports.acreate(kw("number", "1", "holder", this.made)));

		One<Passport> one = this.press.people().related(this.made, Person::passport);
		Ref<Person> holder = passports.related(new Passport(passport.id(), "?", Ref.of(Person.class, this.id)),
				Passport::holder);

		assertThat(one.isLoaded()).isFalse();
		assertThat(await(one.aget())).contains(passport);
		assertThat(await(holder.aget()).name()).isEqualTo("Ann");
	}

	@Test
	void aForeignKeyIsRead() {
		Article article = this.press.article("News", this.made);
		Article made = new Article(article.id(), "?", Ref.to(this.made), Ref.of(Person.class, this.id), Many.of(),
				Many.of(), Many.of(), Many.of());

		Ref<Person> author = this.press.articles().related(made, Article::author);
		Ref<Person> editor = this.press.articles().related(made, Article::editor);

		assertThat(author.isLoaded()).isFalse();
		assertThat(await(author.aget()).name()).isEqualTo("Ann");
		assertThat(await(editor.aget()).name()).isEqualTo("Ann");
		assertThat(author).isEqualTo(made.author());
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.press.articles().related(article, Article::editor))
			.withMessageContaining("refers to nothing");
	}

	@Test
	void whatIsNotSavedHasNothingRelated() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.press.people().related(person(null), Person::friends))
			.withMessageContaining("save it first");
		Article article = ReverseForeignKeyIntegrationTests.article(null, "?", person(null));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.press.articles().related(article, Article::author))
			.withMessageContaining("save that first");
	}

	@Test
	void whatIsMadeByHandNamesTheWay() {
		assertThatExceptionOfType(RelationNotLoadedException.class).isThrownBy(() -> this.made.written().aadd(1))
			.withMessageContaining("related(");
		assertThatExceptionOfType(RelationNotLoadedException.class)
			.isThrownBy(() -> await(Ref.of(Person.class, 1).aget()))
			.withMessageContaining("aget(");
	}

	private static Person person(@Nullable Long id) {
		return new Person(id, "?", Many.of(), Many.of(), Many.of(), One.none(), Many.of(), Many.of());
	}

}
