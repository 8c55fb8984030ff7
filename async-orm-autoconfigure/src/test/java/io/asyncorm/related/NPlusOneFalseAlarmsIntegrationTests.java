package io.asyncorm.related;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What looks like N+1 queries and is none does not fail.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class NPlusOneFalseAlarmsIntegrationTests extends AbstractNPlusOneIntegrationTests {

	@Test
	void twoAreNoLoop() {
		assertAllowed(listArticles().subList(0, 2), (article) -> article.author().aget());
		assertAllowed(this.people.subList(0, 2), (person) -> this.press.people().aget(person.id()));
	}

	@Test
	void whatIsLoadedIsNoQuery() {
		List<Article> articles = await(this.press.articles().selectRelated("author").prefetchRelated("labels").alist());

		assertAllowed(articles, (article) -> article.author().aget());
		assertAllowed(articles, (article) -> article.labels().alist());
	}

	@Test
	void pages() {
		assertAllowed(List.of(0, 1, 2, 3), (page) -> this.press.people().all().slice(page, page + 1).alist());
		assertAllowed(this.people, (person) -> this.press.people().filter("id__gt", person.id()).slice(0, 2).alist());
		String sql = "select * from " + quoted("person") + " order by " + quoted("id") + " limit ? offset ?";
		assertAllowed(List.of(0, 1, 2, 3), (page) -> this.press.people().raw(sql, 1, page).alist());
		List<Person> few = listPeople().subList(0, 1);
		assertAllowed(List.of(0, 1, 2, 3), (page) -> few.get(0).written().slice(page, page + 1).alist());
	}

	@Test
	void theSameIsReadAgainAndAgain() {
		Article article = listArticles().get(0);

		assertAllowed(this.people, (any) -> this.press.people().aget(this.people.get(0).id()));
		assertAllowed(this.people, (any) -> article.author().aget());
		assertAllowed(this.people, (any) -> this.press.people().related(this.people.get(0), Person::written).alist());
	}

	@Test
	void differentLines() {
		List<Article> articles = listArticles();

		await(articles.get(0).author().aget());
		await(articles.get(1).author().aget());
		await(articles.get(2).author().aget());
		await(this.press.people().aget(this.people.get(0).id()));
		await(this.press.people().aget(this.people.get(1).id()));
		await(this.press.people().aget(this.people.get(2).id()));
	}

	@Test
	void differentPlacesThatCallTheSameMethod() {
		assertThat(name(0)).isEqualTo("p0");
		assertThat(name(1)).isEqualTo("p1");
		assertThat(name(2)).isEqualTo("p2");
	}

	private String name(int index) {
		return await(this.press.people().aget(this.people.get(index).id())).name();
	}

	@Test
	void differentThreadsAtOnce() throws Exception {
		assertThat(atOnce(OBJECTS, (i) -> this.press.people().aget(this.people.get(i).id()))).isEmpty();
		assertThat(atOnce(OBJECTS, (i) -> await(this.press.articles().all().alist()).get(i).author().aget())).isEmpty();
	}

	@Test
	void differentTasksOfAPool() throws Exception {
		try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
			for (Person person : this.people) {
				Future<?> task = pool.submit(() -> await(this.press.people().aget(person.id())));
				assertThat(task.get()).isEqualTo(person);
			}
		}
	}

	@Test
	void differentTransactions() {
		assertAllowed(this.people,
				(person) -> this.press.orm()
					.transactions()
					.atomic(() -> await(this.press.people().aget(person.id())).name()));
		assertRefusedInBlock(() -> {
			for (Person person : this.people) {
				await(this.press.people().aget(person.id()));
			}
			return 0;
		});
	}

	@Test
	void differentRequestsOfAThread() {
		for (Person person : this.people) {
			inRequest(() -> await(this.press.people().aget(person.id())));
		}
		List<Article> kept = listArticles();
		for (Article article : kept) {
			inRequest(() -> await(article.author().aget()));
		}
	}

	@Test
	void writesAreNoReads() {
		assertAllowed(listPeople(), (person) -> person.written().acreate(kw("title", "new")));
		assertAllowed(listArticles(), (article) -> article.labels().aclear());
	}

}
