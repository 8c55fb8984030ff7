package io.asyncorm.reactive;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample on WebFlux and one event loop, in a process of its own, where BlockHound
 * fails whatever blocks that event loop.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReactiveSampleIntegrationTests {

	private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

	private static final List<String> OUTPUT = new CopyOnWriteArrayList<>();

	private static EmbeddedPostgres server;

	private static Process application;

	private static HttpClient client;

	private static int port;

	@BeforeAll
	static void start() throws Exception {
		server = EmbeddedPostgres.builder()
			.setRegisterShutdownHook(false)
			.setPGStartupWait(Duration.ofSeconds(60))
			.start();
		application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:+AllowRedefinitionToAddDeleteMethods", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), ReactiveSample.class.getName(),
				"--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"), "--sample.load-books=true",
				"--server.port=0", "--spring.threads.virtual.enabled=true")
			.redirectErrorStream(true)
			.start();
		CompletableFuture<Integer> started = new CompletableFuture<>();
		CompletableFuture<Void> loaded = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> read(started, loaded));
		client = HttpClient.newHttpClient();
		port = started.get(4, TimeUnit.MINUTES);
		loaded.get(4, TimeUnit.MINUTES);
	}

	private static void read(CompletableFuture<Integer> started, CompletableFuture<Void> loaded) {
		try (BufferedReader reader = application.inputReader(StandardCharsets.UTF_8)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				OUTPUT.add(line);
				Matcher port = PORT.matcher(line);
				if (port.find()) {
					started.complete(Integer.parseInt(port.group(1)));
				}
				if (line.contains("BookLoader") && line.contains("Loaded ")) {
					loaded.complete(null);
				}
			}
		}
		catch (IOException ex) {
			OUTPUT.add(ex.toString());
		}
		IllegalStateException ended = new IllegalStateException("It ended:\n" + String.join("\n", OUTPUT));
		started.completeExceptionally(ended);
		loaded.completeExceptionally(ended);
	}

	@AfterAll
	static void stop() throws Exception {
		client.close();
		application.destroy();
		application.waitFor();
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/reactive/titles", "/reactive/page", "/reactive/stream", "/reactive/write",
			"/reactive/transaction", "/books?title__icontains=night&orderBy=-pages&limit=5", "/books/1", "/authors/1" })
	void servesTheBooksToManyAtOnceWithoutBlockingTheEventLoop(String path) {
		List<HttpResponse<String>> answers = all(IntStream.range(0, 50).mapToObj((i) -> path).toList());

		assertThat(get("/reactive/blocked").join().body()).isEmpty();
		for (HttpResponse<String> answer : answers) {
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(answer.body()).isNotEmpty();
		}
	}

	@Test
	void thereIsOneEventLoopThatServesAll() {
		List<HttpResponse<String>> answers = all(IntStream.range(0, 20).mapToObj((i) -> "/reactive/thread").toList());

		assertThat(answers.stream().map(HttpResponse::body).distinct()).singleElement()
			.asString()
			.startsWith("reactor-http-");
	}

	@Test
	void waitingOnTheEventLoopIsRefusedWithAdvice() {
		HttpResponse<String> answer = get("/reactive/blocking/await").join();

		assertThat(answer.body()).contains("an event loop", "Return the future instead");
		assertThat(get("/reactive/blocked").join().body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "park", "jdbc" })
	void whatBlocksTheEventLoopIsFound(String path) {
		HttpResponse<String> answer = get("/reactive/blocking/" + path).join();

		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(get("/reactive/blocked").join().body()).startsWith("reactor-http-").contains("Blocking call!");
	}

	private static List<HttpResponse<String>> all(List<String> paths) {
		List<CompletableFuture<HttpResponse<String>>> futures = new ArrayList<>();
		for (String path : paths) {
			futures.add(get(path));
		}
		return futures.stream().map(CompletableFuture::join).toList();
	}

	private static CompletableFuture<HttpResponse<String>> get(String path) {
		return client.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
				BodyHandlers.ofString());
	}

}
