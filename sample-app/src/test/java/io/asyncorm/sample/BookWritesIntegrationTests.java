package io.asyncorm.sample;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what writes in {@link BookController}, over HTTP.
 */
@AutoConfigureRestTestClient
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BookWritesIntegrationTests {

	private static final String WRITER = "A Writer of Tests";

	@Autowired
	private Authors authors;

	@Autowired
	private Books books;

	@Autowired
	private Tags tags;

	@Autowired
	private RestTestClient client;

	@AfterEach
	void deleteWhatIsNew() {
		await(this.authors.filter("name__startswith", WRITER).adelete());
		await(this.tags.filter("name__startswith", "new tag").adelete());
	}

	@Test
	void createsABookWithItsAuthorAndTags() {
		ResponseSpec response = send(HttpMethod.POST, "/books", form("Created", 2024)).expectStatus().isCreated();

		BookView created = body(response, BookView.class);
		response.expectHeader().location("/books/" + created.id());
		assertThat(created).isEqualTo(
				new BookView(created.id(), "Created", WRITER, 2024, "en", 320, List.of("new tag 1", "new tag 2")));
		assertThat(get("/books/" + created.id()).book()).isEqualTo(created);
	}

	@Test
	void titleThatIsTakenIsAConflictOfThatFieldAndNothingIsWritten() {
		BookForm form = new BookForm("Death on the Nile", WRITER, 2024, "en", 320, List.of("new tag 3"));

		ProblemDetail problem = problem(send(HttpMethod.POST, "/books", form), HttpStatus.CONFLICT);

		assertThat(problem.getDetail()).isEqualTo("Another Book has the same title.");
		assertThat(problem.getProperties()).containsEntry("fields", List.of("title"));
		assertThat(await(this.authors.filter("name", WRITER).aexists())).isFalse();
		assertThat(await(this.tags.filter("name", "new tag 3").aexists())).isFalse();
	}

	@Test
	void whatIsNotValidIsRefusedByField() {
		BookForm form = new BookForm(" ", WRITER, 9999, "english", -1, List.of());

		ProblemDetail problem = problem(send(HttpMethod.POST, "/books", form), HttpStatus.BAD_REQUEST);

		assertThat(problem.getDetail()).isEqualTo("This Book is not valid.");
		assertThat(errors(problem)).containsOnlyKeys("title", "year", "language", "pages")
			.containsEntry("title", List.of("must not be blank"));
	}

	@Test
	void whatIsMissingIsRefused() {
		problem(send(HttpMethod.POST, "/books", Map.of("title", "No author", "year", 1, "pages", 1, "language", "en")),
				HttpStatus.BAD_REQUEST);
		problem(send(HttpMethod.POST, "/books", Map.of("author", WRITER, "year", 1, "pages", 1)),
				HttpStatus.BAD_REQUEST);
		problem(send(HttpMethod.POST, "/books", Map.of("title", "No year", "author", WRITER)), HttpStatus.BAD_REQUEST);
		problem(send(HttpMethod.POST, "/books", Map.of("title", "Text", "author", WRITER, "year", "long ago")),
				HttpStatus.BAD_REQUEST);

		assertThat(await(this.authors.filter("name", WRITER).aexists())).isFalse();
	}

	@Test
	void updatesTheBookThatHasTheTitleAndCreatesItOtherwise() {
		long created = body(send(HttpMethod.PUT, "/books", form("Saved", 2024)).expectStatus().isCreated(),
				BookView.class)
			.id();

		BookView updated = body(send(HttpMethod.PUT, "/books", form("Saved", 2025)).expectStatus().isOk(),
				BookView.class);

		assertThat(updated.id()).isEqualTo(created);
		assertThat(updated.year()).isEqualTo(2025);
		assertThat(await(this.books.filter("title", "Saved").acount())).isEqualTo(1);
	}

	@Test
	void changesOnlyWhatIsInTheDocument() {
		long id = create("Patched");

		BookView patched = body(
				send(HttpMethod.PATCH, "/books/" + id, Map.of("year", 1999, "author", WRITER + ", the second"))
					.expectStatus()
					.isOk(),
				BookView.class);

		assertThat(patched).isEqualTo(new BookView(id, "Patched", WRITER + ", the second", 1999, "en", 320,
				List.of("new tag 1", "new tag 2")));
		assertThat(body(send(HttpMethod.PATCH, "/books/" + id, Map.of()).expectStatus().isOk(), BookView.class))
			.isEqualTo(patched);
	}

	@Test
	void refusesChangesOfOtherFieldsOrToWhatTheModelDoesNotTake() {
		long id = create("Not patched");
		String uri = "/books/" + id;

		ProblemDetail unknown = problem(send(HttpMethod.PATCH, uri, Map.of("titel", "x")), HttpStatus.BAD_REQUEST);
		assertThat(unknown.getDetail()).contains("Did you mean 'title'?");
		assertThat(unknown.getProperties()).containsEntry("field", "titel");

		ProblemDetail invalid = problem(send(HttpMethod.PATCH, uri, Map.of("pages", -1)), HttpStatus.BAD_REQUEST);
		assertThat(errors(invalid)).containsOnlyKeys("pages");
		for (Map<String, @Nullable Object> changes : List.of(Map.<String, @Nullable Object>of("id", 1),
				Collections.<String, @Nullable Object>singletonMap("title", null),
				Collections.<String, @Nullable Object>singletonMap("author", null),
				Map.<String, @Nullable Object>of("author", ""), Map.<String, @Nullable Object>of("year", "long ago"))) {
			problem(send(HttpMethod.PATCH, uri, changes), HttpStatus.BAD_REQUEST);
		}
		assertThat(problem(send(HttpMethod.PATCH, uri, Map.of("title", "Death on the Nile")), HttpStatus.CONFLICT)
			.getProperties()).containsEntry("fields", List.of("title"));
		assertThat(get(uri).book().title()).isEqualTo("Not patched");
	}

	@Test
	void changesTagsWithTheOtherFieldsOrNothing() {
		long id = create("Tagged");
		String uri = "/books/" + id;

		BookView patched = body(
				send(HttpMethod.PATCH, uri, Map.of("year", 1999, "tags", List.of("new tag 4", "new tag 1")))
					.expectStatus()
					.isOk(),
				BookView.class);
		assertThat(patched.year()).isEqualTo(1999);
		assertThat(patched.tags()).containsExactly("new tag 1", "new tag 4");

		ProblemDetail tooLong = problem(
				send(HttpMethod.PATCH, uri, Map.of("title", "Not written", "tags", List.of("x".repeat(51)))),
				HttpStatus.BAD_REQUEST);
		assertThat(errors(tooLong)).containsOnlyKeys("[0].name");
		for (@Nullable
		Object tags : Arrays.asList(null, "new tag 5", List.of(1), Map.of())) {
			Map<String, @Nullable Object> changes = new HashMap<>(Map.of("title", "Not written"));
			changes.put("tags", tags);
			assertThat(errors(problem(send(HttpMethod.PATCH, uri, changes), HttpStatus.BAD_REQUEST)))
				.containsEntry("tags", List.of("must be a list of names"));
		}
		assertThat(get(uri).book()).isEqualTo(patched);
		assertThat(body(send(HttpMethod.PATCH, uri, Map.of("tags", List.of())), BookView.class).tags()).isEmpty();
	}

	@Test
	void deletesABook() {
		long id = create("Deleted");

		send(HttpMethod.DELETE, "/books/" + id, null).expectStatus().isNoContent();

		this.client.get().uri("/books/" + id).exchange().expectStatus().isNotFound();
		assertThat(await(this.tags.filter("name", "new tag 1").aexists())).isTrue();
	}

	@Test
	void whatIsMissingIsNotFound() {
		for (HttpMethod method : List.of(HttpMethod.PATCH, HttpMethod.DELETE)) {
			assertThat(problem(send(method, "/books/987654", Map.of("year", 1)), HttpStatus.NOT_FOUND).getDetail())
				.isEqualTo("There is no such Book.");
		}
	}

	private long create(String title) {
		return body(send(HttpMethod.POST, "/books", form(title, 2024)).expectStatus().isCreated(), BookView.class).id();
	}

	private static BookForm form(String title, int year) {
		return new BookForm(title, WRITER, year, "en", 320, List.of("new tag 2", "new tag 1"));
	}

	private BookDetails get(String uri) {
		return body(this.client.get().uri(uri).exchange().expectStatus().isOk(), BookDetails.class);
	}

	private ResponseSpec send(HttpMethod method, String uri, @Nullable Object body) {
		RestTestClient.RequestBodySpec request = this.client.method(method).uri(uri);
		return (body != null) ? request.body(body).exchange() : request.exchange();
	}

	private static ProblemDetail problem(ResponseSpec response, HttpStatus expected) {
		return body(response.expectStatus().isEqualTo(expected), ProblemDetail.class);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> errors(ProblemDetail problem) {
		assertThat(problem.getProperties()).containsKey("errors");
		return (Map<String, Object>) problem.getProperties().get("errors");
	}

	private static <T> T body(ResponseSpec response, Class<T> type) {
		T body = response.expectBody(type).returnResult().getResponseBody();
		assertThat(body).isNotNull();
		return body;
	}

}
