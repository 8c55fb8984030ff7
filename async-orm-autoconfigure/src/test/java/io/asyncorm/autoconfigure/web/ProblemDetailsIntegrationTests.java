package io.asyncorm.autoconfigure.web;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.autoconfigure.web.shop.Article;
import io.asyncorm.autoconfigure.web.shop.Articles;
import io.asyncorm.autoconfigure.web.shop.Maker;
import io.asyncorm.autoconfigure.web.shop.Makers;
import io.asyncorm.autoconfigure.web.shop.ShopApplication;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.json.JsonContent;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProblemDetailsAdvice} and {@link Problem}, over HTTP.
 */
@ParameterizedClass
@CsvSource({ "MVC, POSTGRESQL", "WEBFLUX, POSTGRESQL", "MVC, H2", "WEBFLUX, MARIADB" })
@Timeout(120)
class ProblemDetailsIntegrationTests {

	private static DatabaseAddress address;

	private static WebServer server;

	@Parameter(0)
	WebStack stack;

	@Parameter(1)
	TestDatabase database;

	private final Articles articles = server.bean(Articles.class);

	private final Makers makers = server.bean(Makers.class);

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack, TestDatabase database) {
		address = database.create();
		server = stack.start(address, new String[0], ShopApplication.class);
	}

	@BeforeEach
	void empty() {
		await(this.articles.all().adelete());
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
	}

	@Test
	void whatDoesNotExistIsNotFound() {
		HttpResponse<String> answer = server.get("/articles/7");

		assertProblem(answer, 404, "There is no such Article.");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains("\"instance\":\"/articles/7\"");
	}

	@Test
	void whatAReferenceLeadsToAndIsNotThereIsNotFound() {
		HttpResponse<String> answer = server.get("/references/7");

		assertProblem(answer, 404, "There is no such Maker.");
	}

	@Test
	void anotherWithTheSameKeyIsAConflictThatNamesItsFields() {
		create("desk");

		HttpResponse<String> answer = server.send("POST", "/articles",
				"{\"name\": \"desk\", \"stock\": 1, \"price\": 1}");

		assertProblem(answer, 409, "Another Article has the same name.");
		assertThat(answer.body()).contains("\"fields\":[\"name\"]").doesNotContain("desk");
	}

	@Test
	void aRowOfAListThatIsRefusedIsNamed() {
		create("desk");

		HttpResponse<String> answer = server.send("POST", "/articles/all", "[\"chair\", \"desk\"]");

		assertProblem(answer, 409, "Another Article has the same name.");
		assertThat(answer.body()).contains("\"index\":1");
	}

	@Test
	void whatOthersReferToIsAConflict() {
		Maker maker = await(this.makers.acreate(kw("name", "Ann")));
		await(this.articles.acreate(new Article(null, "desk", 1, 1, null, null, Ref.to(maker), 0)));

		HttpResponse<String> answer = server.send("DELETE", "/makers/" + maker.id(), "");

		assertProblem(answer, 409, "This cannot be deleted, as others refer to it.");
	}

	@Test
	void aReferenceToWhatIsNotThereIsAConflict() {
		HttpResponse<String> answer = server.send("POST", "/articles",
				"{\"name\": \"desk\", \"stock\": 1, \"price\": 1, \"maker\": 7}");

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("it refers to what does not exist").doesNotContain("article_");
	}

	@Test
	void aLostUpdateIsAConflict() {
		Article article = create("desk");
		await(this.articles.asave(this.articles.with(article, set(Article::stock).to(3))));

		HttpResponse<String> answer = server.send("PUT", "/articles/" + article.id(),
				"{\"id\": %d, \"name\": \"desk\", \"stock\": 2, \"price\": 1, \"version\": 1}".formatted(article.id()));

		assertProblem(answer, 409, "This Article was changed or deleted after it had been read: read it again.");
		assertThat(await(this.articles.aget(article.id())).stock()).isEqualTo(3);
	}

	@Test
	void aValueThatALookupCannotTakeIsABadRequest() {
		HttpResponse<String> answer = server.get("/articles?stock=seven");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("'stock' takes a whole number").doesNotContain("seven");
	}

	@Test
	void whatTheDatabaseRefusesIsABadRequestThatNamesTheField() {
		HttpResponse<String> answer = server.send("POST", "/articles",
				"{\"name\": \"a very long name\", \"stock\": 1, \"price\": 1}");

		assertProblem(answer, 400, "'name' is too long.");
		assertThat(answer.body()).contains("\"errors\":{\"name\":[\"is too long\"]}").doesNotContain("very");
	}

	@Test
	void whatTheConstructorRefusesIsABadRequest() {
		HttpResponse<String> answer = server.send("POST", "/articles",
				"{\"name\": \"desk\", \"stock\": -1, \"price\": 1}");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("an article cannot have less than no stock");
	}

	@Test
	void whatBeanValidationRefusesIsABadRequestWithAllFields() {
		HttpResponse<String> answer = server.send("POST", "/articles", "{\"name\": \"x\", \"stock\": 1, \"price\": 1}");

		assertProblem(answer, 400, "This Article is not valid.");
		assertThat(answer.body()).contains("\"errors\":{\"name\":[\"size must be between 2 and");
	}

	@Test
	void whatTakesTooLongIsAGatewayTimeOut() throws Exception {
		HttpResponse<String> answer = duringChange(server, () -> server.send("POST", "/articles/slow?millis=200", ""));

		assertProblem(answer, 504, "The database did not answer in time.");
		assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
	}

	/** Where an insert commits with its statement, only the server can end it. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST | /articles/slow?millis=60000 | {}
			PUT  | /articles/0                 | {"name": "new", "stock": 1, "price": 1, "version": 0}""")
	void whatAnOperatorCancelsIsServiceUnavailable(String method, String path, String body) throws Exception {
		AsyncDispatcher dispatcher = server.bean(AsyncDispatcher.class);
		long cancelled = dispatcher.statistics().cancelled();

		HttpResponse<String> answer = duringChange(server, () -> {
			CompletableFuture<HttpResponse<String>> answering = CompletableFuture
				.supplyAsync(() -> server.send(method, path, body));
			awaitExecuting("article");
			assertThat(dispatcher.cancel(dispatcher.inFlight().get(0).id())).isTrue();
			return answering.join();
		});

		assertProblem(answer, 503, "This was cancelled on the server.");
		assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
		assertThat(dispatcher.statistics().cancelled()).isEqualTo(cancelled + 1);
	}

	@Test
	void whatTheProgramCancelsIsNoneOfTheClient() {
		assertThat(server.get("/mistakes/cancelled").statusCode()).isEqualTo(500);
	}

	@Test
	void tooMuchToDoIsServiceUnavailableWithATimeToWait() throws Exception {
		try (WebServer busy = stack.start(database.create(),
				new String[] { "async-orm.execution.lanes=1", "async-orm.execution.queue-capacity=0" },
				ShopApplication.class)) {
			List<CompletableFuture<?>> waiting = new ArrayList<>();

			HttpResponse<String> answer = duringChange(busy, () -> {
				waiting.add(busy.bean(Articles.class).all().aupdate(kw("stock", 1)));
				return busy.get("/articles?stock=1");
			});
			waiting.forEach(CompletableFuture::join);

			assertProblem(answer, 503, "There is too much to do at the moment: send it again later.");
			assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/atomic", "/transactional" })
	void aTransactionWithoutAConnectionIsServiceUnavailable(String path) throws SQLException {
		try (WebServer busy = stack.start(database.create(), new String[] {
				"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=250" },
				ShopApplication.class)) {
			HttpResponse<String> answer;
			try (Connection connection = busy.bean(DataSource.class).getConnection()) {
				answer = busy.send("POST", path, "");
				assertThat(connection.isValid(1)).isTrue();
			}

			assertProblem(answer, 503, "The database cannot be reached at the moment: send it again later.");
			assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
		}
	}

	@Test
	void aMistakeInTheProgramIsNoneOfTheClient() {
		HttpResponse<String> answer = server.get("/mistakes/field");

		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).doesNotContain("problem");
	}

	@Test
	void failuresOfOtherDataAccessAreLeftToTheApplication() {
		HttpResponse<String> answer = server.send("POST", "/legacy", "");

		assertThat(answer.statusCode()).isEqualTo(500);
	}

	@Test
	void aPageKeepsItsErrorPage() {
		assertThat(server.get("/pages/7").statusCode()).isEqualTo(500);
		assertProblem(server.get("/entities/7"), 404, "There is no such Article.");
	}

	@Test
	void whatTheApplicationMakesOfAFailureIsNotOverruled() {
		HttpResponse<String> answer = server.get("/mistakes/own");

		assertThat(answer.statusCode()).isEqualTo(410);
	}

	@Test
	void theApplicationsOwnAdviceWins() {
		try (WebServer own = stack.start(database.create(), new String[0], ShopApplication.class, OwnAdvice.class)) {
			assertProblem(own.get("/articles/7"), 410, "sold out");
			assertThat(own.get("/articles?stock=seven").statusCode()).isEqualTo(400);
		}
	}

	@Test
	void aPropertySwitchesItOff() {
		try (WebServer plain = stack.start(database.create(), new String[] { "async-orm.web.problem-details=false" },
				ShopApplication.class)) {
			assertThat(plain.get("/articles/7").statusCode()).isEqualTo(500);
		}
	}

	/** Asks while somebody else changes the article that is locked to one that is new. */
	private HttpResponse<String> duringChange(WebServer web, Callable<HttpResponse<String>> asking) throws Exception {
		await(web.bean(Articles.class).acreate(new Article(null, "locked", 1, 1, null, null, null, 0)));
		try (Connection connection = web.bean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.executeUpdate(this.database == TestDatabase.H2 ? "update \"article\" set \"name\" = 'new'"
					: "update article set name = 'new'");
			HttpResponse<String> answer = asking.call();
			connection.rollback();
			return answer;
		}
	}

	/** Waits on a connection of its own, as those of the server are taken. */
	private void awaitExecuting(String text) {
		try (HikariDataSource watching = address.openPool(1)) {
			JdbcClient jdbc = JdbcClient.create(watching);
			while (this.database.countExecuting(jdbc, text) < 1) {
				Thread.onSpinWait();
			}
		}
	}

	private Article create(String name) {
		return await(this.articles.acreate(new Article(null, name, 1, 1, null, null, null, 0)));
	}

	private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		JsonContent problem = new JsonContent(answer.body());
		assertThat(problem).extractingPath("$.detail").isEqualTo(detail);
		assertThat(problem).extractingPath("$.status").isEqualTo(status);
		assertThat(answer.body()).doesNotContainIgnoringCase("insert into", "select ", "secret_price", "constraint",
				"exception");
	}

	@RestControllerAdvice
	static class OwnAdvice {

		@ExceptionHandler
		ProblemDetail onMissing(DoesNotExistException ex) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.GONE, "sold out");
		}

	}

}
