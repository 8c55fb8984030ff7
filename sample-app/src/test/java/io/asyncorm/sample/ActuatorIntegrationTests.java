package io.asyncorm.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.jayway.jsonpath.JsonPath;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for metrics, health and the endpoint {@code asyncorm}, over HTTP.
 */
@Timeout(120)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ActuatorIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Books books;

	@Autowired
	private AsyncTransactions transactions;

	private RestTestClient client;

	@BeforeEach
	void createClient() {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port + "/actuator").build();
	}

	@Test
	void theEndpointTellsModelsAndTheSqlOfDeclaredMethods() {
		String all = get("/asyncorm", 200);

		assertThat(JsonPath.<List<String>>read(all, "$.dataSources.dataSource.models[*].name")).contains("Book",
				"Author");
		assertThat(JsonPath.<List<String>>read(all,
				"$..methods[?(@.method == 'alist(String author__name, int pages__gte)')].sql[0]"))
			.singleElement()
			.asString()
			.startsWith("SELECT ")
			.contains("\"pages\" >= ?");
	}

	@Test
	void aDeclaredMethodIsExplained() {
		String plan = get("/asyncorm/Books/alist?arguments={arguments}", 200,
				"author__name=Agatha Christie&pages__gte=200");

		assertThat(JsonPath.<String>read(plan, "$.plan")).contains("Sort", "pages >= 200");
		assertThat(JsonPath.<String>read(plan, "$.sql")).contains("?").doesNotContain("Agatha");
	}

	@Test
	void whatIsMissingIsToldByABadRequest() {
		String refusal = get("/asyncorm/Books/alist?arguments={arguments}", 400, "author__name=Agatha Christie");

		assertThat(JsonPath.<String>read(refusal, "$.message")).startsWith("Missing in 'arguments': pages__gte. "
				+ "alist(String author__name, int pages__gte) is explained by arguments such as 'pages__gte=...'");
	}

	@Test
	void whatIsInFlightIsToldWithItsLineAndCancelled() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> block = this.transactions.atomic(() -> {
			begun.countDown();
			return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
		});
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

		String all = get("/asyncorm", 200);

		List<Map<String, Object>> inFlight = JsonPath.read(all, "$.dataSources.dataSource.inFlight");
		assertThat(inFlight).singleElement()
			.satisfies((operation) -> assertThat(operation).containsEntry("operation", "atomic")
				.containsEntry("state", "IN_CODE")
				.extractingByKey("caller")
				.asString()
				.contains("ActuatorIntegrationTests.java:"));
		Object id = inFlight.get(0).get("id");
		this.client.method(HttpMethod.DELETE).uri("/asyncorm/dataSource/" + id).exchange().expectStatus().isNoContent();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> await(block));
		this.client.method(HttpMethod.DELETE).uri("/asyncorm/dataSource/" + id).exchange().expectStatus().isNotFound();
	}

	@Test
	void metricsAndHealthTellOfOperations() {
		await(this.books.acount());

		assertThat(get("/metrics/async.orm.operation?tag=db.operation.name:acount&tag=db.collection.name:book", 200))
			.contains("COUNT");
		assertThat(get("/metrics/async.orm.lanes", 200)).contains("data.source");
		assertThat(JsonPath.<Map<String, Object>>read(get("/health", 200), "$.components.asyncOrm.details"))
			.containsKeys("lanes", "running", "waiting", "oldestWait");
	}

	private String get(String path, int status, Object... variables) {
		String body = this.client.get()
			.uri(path, variables)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(body).isNotNull();
		return body;
	}

}
