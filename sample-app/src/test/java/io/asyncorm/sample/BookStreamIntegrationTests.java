package io.asyncorm.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BookStreamController}, over HTTP.
 */
@Timeout(120)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BookStreamIntegrationTests {

	private static final String WRITER = "A Writer of many Books";

	private static final int MANY = 40_000;

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private Authors authors;

	@Autowired
	private Books books;

	@Autowired
	private JdbcClient jdbc;

	@AfterEach
	void closeClient() {
		this.client.shutdownNow();
		await(this.authors.filter("name", WRITER).adelete());
	}

	@Test
	void sendsEveryBookThatMatchesAndSaysThatItIsTheEnd() throws Exception {
		try (InputStream events = stream("?author__name=Agatha%20Christie&orderBy=title").body()) {
			List<String> lines = reader(events).lines().filter((line) -> !line.isEmpty()).toList();

			assertThat(lines).hasSizeGreaterThan(8).startsWith("event:book").endsWith("event:end", "data:");
			assertThat(lines.get(1)).startsWith("data:{\"id\":")
				.contains("\"title\":\"And Then There Were None\",\"author\":\"Agatha Christie\"")
				.contains("\"tags\":[\"crime\"]");
		}
	}

	@Test
	void readsNoFasterThanTheClientAndStopsWhenItIsGone() throws Exception {
		createMany();
		InputStream events = stream("?author__name=" + WRITER.replace(" ", "%20")).body();

		assertThat(reader(events).readLine()).isEqualTo("event:book");
		Awaitility.await().during(Duration.ofSeconds(2)).until(() -> cursors() == 1);
		events.close();

		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> cursors() == 0);
	}

	@Test
	void sendsManyThousandInTheirOrder() throws Exception {
		createMany();

		try (InputStream events = stream("?author__name=" + WRITER.replace(" ", "%20")).body()) {
			assertThat(reader(events).lines().filter((line) -> line.equals("event:book"))).hasSize(MANY);
		}
	}

	@Test
	void whatClientsMayNotLookUpIsRefused() throws Exception {
		HttpResponse<InputStream> response = stream("?titel=x");

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
			.contains("Did you mean 'title'?");
	}

	private void createMany() {
		Ref<Author> author = Ref.to(await(this.authors.agetOrCreate(WRITER)).object());
		await(this.books.abulkCreate(IntStream.range(0, MANY)
			.mapToObj((number) -> new Book(null, "Book %06d %s".formatted(number, "x".repeat(150)), author, 2024, "en",
					1, Many.of(), Many.of()))
			.toList()));
	}

	/** Readings that are under way in the database. */
	private long cursors() {
		return this.jdbc
			.sql("select count(*) from pg_stat_activity where state = 'idle in transaction' and query like '%book%'")
			.query(Long.class)
			.single();
	}

	private HttpResponse<InputStream> stream(String query) throws IOException, InterruptedException {
		return this.client.send(
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/books/stream" + query)).build(),
				BodyHandlers.ofInputStream());
	}

	private static BufferedReader reader(InputStream events) {
		return new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
	}

}
