package io.asyncorm.related;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Level;
import io.asyncorm.query.NPlusOneException;
import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Label;
import io.asyncorm.related.Press.Passport;
import io.asyncorm.related.Press.Person;
import io.asyncorm.testdatabase.RecordedSql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Queries that are sent one by one for the objects of a list fail from the third on.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class NPlusOneIntegrationTests extends AbstractNPlusOneIntegrationTests {

	@Test
	void foreignKeysOneByOne() {
		assertRefused(listArticles(), (article) -> article.author().aget())
			.hasMessageStartingWith("N+1 queries: 'Article.author' is read one by one, by 'Person.aget' at "
					+ NPlusOneIntegrationTests.class.getName() + ".")
			.hasMessageContaining("of 'Article.alist' at " + AbstractNPlusOneIntegrationTests.class.getName()
					+ ".listArticles(AbstractNPlusOneIntegrationTests.java:")
			.hasMessageContaining("add selectRelated(\"author\") or prefetchRelated(\"author\") to their query set")
			.hasMessageContaining("It was not sent");
	}

	@Test
	void foreignKeysToTheSameObject() {
		await(this.press.articles().all().aupdate(kw("author", this.people.get(0))));

		assertRefused(listArticles(), (article) -> article.author().aget());
	}

	@Test
	void oneToOnes() {
		List<Passport> passports = await(this.press.orm().repository(Press.Passports.class).all().alist());

		assertRefused(passports, (passport) -> passport.holder().aget())
			.hasMessageContaining("selectRelated(\"holder\")");
	}

	@Test
	void reverseOneToOnes() {
		assertRefused(listPeople(), (person) -> person.passport().aget())
			.hasMessageContaining("selectRelated(\"passport\")");
	}

	@Test
	void reverseForeignKeys() {
		assertRefused(listPeople(), (person) -> person.written().alist())
			.hasMessageContaining("add prefetchRelated(\"written\") to");
	}

	@Test
	void manyToManys() {
		assertRefused(listArticles(), (article) -> article.labels().alist())
			.hasMessageContaining("add prefetchRelated(\"labels\") to");
		assertRefused(listPeople(), (person) -> person.friends().alist())
			.hasMessageContaining("add prefetchRelated(\"friends\") to");
		assertRefused(listPeople(), (person) -> person.followers().alist())
			.hasMessageContaining("add prefetchRelated(\"followers\") to");
		assertRefused(listArticles(), (article) -> article.credited().alist())
			.hasMessageContaining("add prefetchRelated(\"credited\") to");
	}

	@Test
	void relationsOfObjectsWhoseKeysAreTexts() {
		List<Label> labels = await(this.press.labels().all().alist());

		assertRefused(labels, (label) -> label.articles().alist())
			.hasMessageContaining("prefetchRelated(\"articles\")");
	}

	@Test
	void countsOfRelatedObjects() {
		assertRefused(listPeople(), (person) -> person.written().acount())
			.hasMessageContaining("prefetchRelated(\"written\") or annotate(\"count\", count(\"written\"))");
		assertRefused(listPeople(), (person) -> person.written().aexists())
			.hasMessageContaining("prefetchRelated(\"written\")");
	}

	@Test
	void someOfTheRelatedObjects() {
		assertRefused(listPeople(), (person) -> person.written().filter("title__startswith", "by").alist())
			.hasMessageContaining("prefetchRelated(Prefetch.of(\"written\").querySet(...))");
		assertRefused(listPeople(), (person) -> person.written().orderBy("-title").afirst())
			.hasMessageContaining("prefetchRelated(Prefetch.of(\"written\").querySet(...))");
	}

	@Test
	void relationsOfRelatedObjects() {
		List<Article> joined = await(this.press.articles().selectRelated("author").alist());
		List<Person> prefetched = await(this.press.people().prefetchRelated("written").alist());

		assertRefused(joined, (article) -> article.author().get().passport().aget())
			.hasMessageContaining("selectRelated(\"author__passport\")");
		assertRefused(prefetched, (person) -> person.written().list().get(0).labels().alist())
			.hasMessageContaining("prefetchRelated(\"written__labels\")");
	}

	@Test
	void relationsOfDetachedObjects() {
		assertRefused(this.people, (person) -> this.press.people().related(person, Person::written).alist())
			.hasMessageContaining("'Person.written' is read one by one")
			.hasMessageContaining("prefetchRelated(\"written\")");
	}

	@Test
	void relationsOfRowsThatAreReadBitByBit() {
		List<Throwable> failures = new ArrayList<>();

		await(this.press.articles()
			.all()
			.aiterator(2)
			.forEach((article) -> article.author()
				.aget()
				.whenComplete((author, failure) -> failures.add((failure != null) ? failure : new Throwable("none")))
				.exceptionally((failure) -> null)
				.join()));

		assertThat(failures.subList(0, 2)).allMatch((failure) -> failure.getMessage().equals("none"));
		assertThat(failures.subList(2, OBJECTS)).allMatch((failure) -> failure instanceof NPlusOneException);
	}

	@Test
	void relationsThatAreReadBitByBit() {
		assertRefused(listPeople(), (person) -> person.written().aiterator().forEach((article) -> {
		})).hasMessageContaining("prefetchRelated(\"written\")");
	}

	@Test
	void relationsInTransactions() {
		assertRefusedInBlock(() -> {
			for (Article article : listArticles()) {
				await(article.author().aget());
			}
			return 0;
		});
	}

	@Test
	void relationsInCallbacksOfFutures() {
		CompletableFuture<?> reading = this.press.articles()
			.all()
			.alist()
			.thenCompose((articles) -> readFrom(articles, 0));

		assertThatExceptionOfType(NPlusOneException.class).isThrownBy(() -> await(reading));
	}

	private CompletableFuture<?> readFrom(List<Article> articles, int index) {
		return (index == articles.size()) ? CompletableFuture.completedFuture(null)
				: articles.get(index).author().aget().thenCompose((author) -> readFrom(articles, index + 1));
	}

	@Test
	void relationsOfOneListInSeveralThreads() throws Exception {
		List<Article> articles = listArticles();

		List<Throwable> failures = atOnce(articles.size(), (i) -> articles.get(i).author().aget());

		assertThat(failures).hasSize(OBJECTS - 2).allMatch((failure) -> failure instanceof NPlusOneException);
	}

	@Test
	void objectsByTheirKeys() {
		List<Long> keys = this.people.stream().map(Person::id).toList();

		assertRefused(keys, (key) -> this.press.people().aget(key)).hasMessageContaining("'Person.aget' at ")
			.hasMessageContaining("differ only in the value of 'id'. Read all of them by one query: ainBulk(keys)");
		assertThatExceptionOfType(NPlusOneException.class)
			.isThrownBy(() -> await(gather(keys.stream().map(this.press.people()::aget).toList())));
	}

	@Test
	void objectsByOtherFields() {
		assertRefused(this.people, (person) -> this.press.articles().filter("author", person).alist())
			.hasMessageContaining("differ only in the value of 'author'")
			.hasMessageContaining("filter(\"author__in\", values)");
		assertRefused(this.people, (person) -> this.press.articles().filter("author", person).acount())
			.hasMessageContaining("filter(\"author__in\", values).values(\"author\").annotate(...)");
		assertRefused(List.of("a", "b", "c"), (name) -> this.press.topics().filter("name", name).afirst())
			.hasMessageContaining("ainBulk(\"name\", values)");
	}

	@Test
	void rowsOfSqlOneByOne() {
		String sql = "select * from " + quoted("person") + " where " + quoted("id") + " = ?";

		assertRefused(this.people, (person) -> this.press.people().raw(sql, person.id()).alist())
			.hasMessageContaining("Read all of them by one statement");
	}

	@Test
	void inCallbacksOfFutures() {
		CompletableFuture<?> last = CompletableFuture.completedFuture(null);
		for (Person person : this.people) {
			last = last.thenCompose((previous) -> this.press.people().aget(person.id()));
		}
		CompletableFuture<?> reading = last;

		assertThatExceptionOfType(NPlusOneException.class).isThrownBy(() -> await(reading));
	}

	@Test
	void nothingIsSent() {
		List<Article> articles = listArticles();
		try (RecordedSql recorded = RecordedSql.at(Level.DEBUG)) {
			assertRefused(articles, (article) -> article.author().aget());

			assertThat(recorded.statements()).hasSize(2);
		}
	}

	@Test
	void loopInARequest() {
		assertThatExceptionOfType(NPlusOneException.class).isThrownBy(() -> inRequest(() -> {
			for (Person person : this.people) {
				await(this.press.people().aget(person.id()));
			}
			return 0;
		}));
	}

}
