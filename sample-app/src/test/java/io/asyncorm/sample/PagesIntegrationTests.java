package io.asyncorm.sample;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.asyncorm.query.Ref;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pages of books and authors, and for how many statements each takes.
 */
@AutoConfigureRestTestClient
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PagesIntegrationTests {

	private static final String WRITER = "A Writer";

	@Autowired
	private Authors authors;

	@Autowired
	private Books books;

	@Autowired
	private Tags tags;

	@Autowired
	private RestTestClient client;

	@AfterEach
	void deleteBooks() {
		await(this.authors.filter("name", WRITER).adelete());
	}

	@Test
	void booksAreListedWithAuthorsAndTagsByThreeStatements() {
		for (int limit : List.of(1, 100)) {
			BookPage page = counted(3, () -> get("/books?author__name__startswith=J&limit=" + limit, BookPage.class));
			assertThat(page.books()).isNotEmpty().noneMatch((book) -> book.author().isEmpty());
		}
		assertThat(get("/books?title=The Hobbit, or There and Back Again", BookPage.class).books()).singleElement()
			.satisfies((book) -> assertThat(book.tags()).containsExactly("fantasy"));
	}

	@Test
	void bookIsShownWithTagsAndReviewsByThreeStatements() {
		long id = newBook("Reviewed").id();
		for (int stars = 1; stars <= 5; stars++) {
			review(id, new ReviewView("Reader " + stars, stars, "A book"), HttpStatus.CREATED);
		}

		BookDetails details = counted(3, () -> get("/books/" + id, BookDetails.class));

		assertThat(details.book().title()).isEqualTo("Reviewed");
		assertThat(details.reviews()).extracting(ReviewView::stars).containsExactly(5, 4, 3, 2, 1);
	}

	@Test
	void authorIsShownWithCountsByTwoStatements() {
		Book few = newBook("Few reviews");
		Book none = newBook("No reviews");
		review(few.id(), new ReviewView("Ann", 5, "Good"), HttpStatus.CREATED);
		review(few.id(), new ReviewView("Bob", 2, "Not so good"), HttpStatus.CREATED);

		AuthorPage page = counted(2, () -> get("/authors/" + few.author().key(), AuthorPage.class));

		assertThat(page.author().reviewCount()).isGreaterThanOrEqualTo(2);
		assertThat(page.author().bookCount()).isEqualTo(page.books().size());
		assertThat(page.books()).contains(new AuthorPage.Line(few.id(), "Few reviews", 2024, 2, 3.5),
				new AuthorPage.Line(none.id(), "No reviews", 2024, 0, null));
	}

	@Test
	void tagsAreSetByAsManyStatementsForOneAsForThirty() {
		long one = newBook("Tagged once").id();
		long thirty = newBook("Tagged often").id();
		List<String> names = IntStream.rangeClosed(10, 39).mapToObj((number) -> "tag " + number).toList();

		assertThat(counted(7, () -> tag(one, List.of("crime")))).containsExactly("crime");
		assertThat(counted(7, () -> tag(thirty, names))).isEqualTo(names);
		assertThat(tag(thirty, List.of("crime", "classic", "crime"))).containsExactly("classic", "crime");
		assertThat(get("/books/" + thirty, BookDetails.class).book().tags()).containsExactly("classic", "crime");
		await(this.tags.filter("name__startswith", "tag ").adelete());
	}

	@Test
	void whatIsMissingIsNotFound() {
		for (String uri : List.of("/books/987654", "/authors/987654")) {
			this.client.get().uri(uri).exchange().expectStatus().isNotFound();
		}
		review(987654, new ReviewView("Ann", 5, "Good"), HttpStatus.NOT_FOUND);
	}

	@Test
	void reviewThatTheModelRefusesIsNotStored() {
		long id = newBook("Refused").id();

		ProblemDetail problem = this.client.post()
			.uri("/books/" + id + "/reviews")
			.body(new ReviewView("Ann", 6, "Best"))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody(ProblemDetail.class)
			.returnResult()
			.getResponseBody();

		assertThat(problem).isNotNull();
		assertThat(problem.getDetail()).contains("'stars' must be a whole number between 1 and 5");
		assertThat(get("/books/" + id, BookDetails.class).reviews()).isEmpty();
	}

	private Book newBook(String title) {
		Author author = await(this.authors.agetOrCreate(WRITER)).object();
		return await(this.books.acreate(title, Ref.to(author), 2024, "en", 100));
	}

	private void review(long book, ReviewView review, HttpStatus expected) {
		this.client.post()
			.uri("/books/" + book + "/reviews")
			.body(review)
			.exchange()
			.expectStatus()
			.isEqualTo(expected);
	}

	private List<String> tag(long book, List<String> names) {
		List<String> tags = this.client.put()
			.uri("/books/" + book + "/tags")
			.body(names)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<List<String>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(tags).isNotNull();
		return tags;
	}

	private <T> T get(String uri, Class<T> type) {
		T body = this.client.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(type)
			.returnResult()
			.getResponseBody();
		assertThat(body).isNotNull();
		return body;
	}

	private static <T> T counted(int statements, Supplier<T> action) {
		Logger logger = (Logger) LoggerFactory.getLogger("io.asyncorm.sql");
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		Level before = logger.getLevel();
		logger.setLevel(Level.DEBUG);
		logger.addAppender(appender);
		try {
			T result = action.get();
			assertThat(appender.list).extracting(ILoggingEvent::getFormattedMessage).hasSize(statements);
			return result;
		}
		finally {
			logger.detachAppender(appender);
			logger.setLevel(before);
		}
	}

}
