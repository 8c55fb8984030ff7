package io.asyncorm.sample;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BookController}, over HTTP and with the books of the file.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BookControllerIntegrationTests {

	@LocalServerPort
	private int port;

	private RestTestClient client;

	@BeforeEach
	void createClient() {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port).build();
	}

	@Test
	void listsBooksByTitle() {
		BookPage page = get("/books");

		assertThat(page.count()).isEqualTo(208);
		assertThat(page.books()).hasSize(50)
			.extracting(BookView::title)
			.isSortedAccordingTo((one, other) -> one.compareTo(other));
	}

	@Test
	void tellsBrowsersHowLongTheDatabaseTook() {
		this.client.get()
			.uri("/books?limit=5")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueMatches("Server-Timing", "db;desc=\"\\d+ statements?\";dur=\\d+\\.\\d");
	}

	@Test
	void filtersByLookupsOfFieldsAndRelations() {
		BookPage page = get("/books?title__icontains=DEATH&author__name=Agatha Christie");

		assertThat(page.books()).extracting(BookView::title).containsExactly("Death on the Nile");
		assertThat(page.books()).extracting(BookView::author).containsOnly("Agatha Christie");
		assertThat(page.count()).isEqualTo(1);
	}

	@Test
	void ordersAndLimits() {
		BookPage page = get("/books?author__name__startswith=Agatha&orderBy=-pages,title&limit=2");

		assertThat(page.count()).isGreaterThan(2);
		assertThat(page.books()).extracting(BookView::title).startsWith("Death on the Nile").hasSize(2);
	}

	@Test
	void pagesFollowOneAnotherAndTellHowManyBooksThereAre() {
		BookPage first = get("/books?orderBy=-year&limit=100");
		BookPage second = get("/books?orderBy=-year&limit=100&offset=100");
		BookPage third = get("/books?orderBy=-year&limit=100&offset=200");

		assertThat(List.of(first, second, third)).extracting(BookPage::count).containsOnly(208L);
		assertThat(List.of(first, second, third)).flatMap(BookPage::books)
			.hasSize(208)
			.extracting(BookView::id)
			.doesNotHaveDuplicates();
		assertThat(get("/books?offset=208").books()).isEmpty();
	}

	@Test
	void takesListsAndRanges() {
		List<BookView> books = get("/books?language__in=de,fr&year__range=1900,1930&limit=200").books();

		assertThat(books).isNotEmpty().allSatisfy((book) -> {
			assertThat(book.language()).isIn("de", "fr");
			assertThat(book.year()).isBetween(1900, 1930);
		});
	}

	@Test
	void unknownLookupIsRefusedWithTheNearestName() {
		ProblemDetail problem = getProblem("/books?title__icontain=x");

		assertThat(problem.getDetail()).contains("'title__icontain'").contains("Did you mean 'title__icontains'?");
	}

	@Test
	void unknownFieldIsRefusedWithWhatIsAllowed() {
		ProblemDetail problem = getProblem("/books?titel=x");

		assertThat(problem.getDetail()).contains("Did you mean 'title'? Choices are: title, ")
			.contains("title__icontains");
	}

	@Test
	void pathsAndLookupsThatAreNotAllowedAreRefused() {
		for (String query : List.of("author__books__author__books__title=x", "title__regex=(a%2B)%2B", "id=1",
				"title__icontains=a&title__icontains=b", "pages=1e2000000000", "year__range=1,2,3")) {
			getProblem("/books?" + query);
		}
	}

	@Test
	void textThatNoDatabaseHoldsIsRefused() {
		getProblem(URI.create("http://127.0.0.1:" + this.port + "/books?title=%00"));
	}

	@Test
	void unknownOrderIsRefused() {
		assertThat(getProblem("/books?orderBy=-size").getDetail()).contains("size");
	}

	@Test
	void valueOfTheWrongTypeIsRefused() {
		assertThat(getProblem("/books?pages__gte=many").getDetail()).contains("pages");
	}

	@Test
	void limitOutOfRangeIsRefused() {
		assertThat(getProblem("/books?limit=0").getDetail())
			.isEqualTo("'limit' must be a whole number between 1 and 200");
		assertThat(getProblem("/books?limit=201").getDetail())
			.isEqualTo("'limit' must be a whole number between 1 and 200");
	}

	@Test
	void limitThatIsNoNumberIsRefused() {
		assertThat(getProblem("/books?limit=all").getDetail()).contains("limit");
	}

	@Test
	void pageLoadsAndRunsNothingButWhatIsServedBesideIt() {
		this.client.get()
			.uri("/")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.value("Content-Security-Policy",
					(policy) -> assertThat(policy).contains("default-src 'none'", "script-src 'self'")
						.doesNotContain("unsafe"))
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("<script type=\"module\" src=\"app.js\"></script>")
				.doesNotContain("style=", "onclick="));
	}

	private BookPage get(String uri) {
		BookPage page = this.client.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(BookPage.class)
			.returnResult()
			.getResponseBody();
		assertThat(page).isNotNull();
		return page;
	}

	private ProblemDetail getProblem(String uri) {
		return getProblem(this.client.get().uri(uri));
	}

	/** As it stands, with what is encoded in it. */
	private ProblemDetail getProblem(URI uri) {
		return getProblem(this.client.get().uri(uri));
	}

	private static ProblemDetail getProblem(RestTestClient.RequestHeadersSpec<?> request) {
		ProblemDetail problem = request.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.BAD_REQUEST)
			.expectBody(ProblemDetail.class)
			.returnResult()
			.getResponseBody();
		assertThat(problem).isNotNull();
		return problem;
	}

}
