package io.asyncorm.autoconfigure.web;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.asyncorm.autoconfigure.web.shop.Articles;
import io.asyncorm.autoconfigure.web.shop.ShopApplication;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What responses say of statements that are called on other threads than that of the
 * request.
 */
@Timeout(120)
class CarriedTimingIntegrationTests {

	@Test
	void statementsOfACallableAreCounted() {
		try (WebServer server = start(WebStack.MVC, "async-orm.web.server-timing=true")) {
			assertTimed(server.get("/timed/callable"));
		}
	}

	@Test
	void statementsWhereReactorCarriesItsContextAreCounted() {
		Hooks.enableAutomaticContextPropagation();
		try (WebServer server = start(WebStack.WEBFLUX, "async-orm.web.server-timing=true")) {
			assertTimed(server.get("/timed/delayed"));
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	@Test
	void statementsAreCountedWhenAnotherApplicationHasStopped() {
		Hooks.enableAutomaticContextPropagation();
		try (WebServer server = start(WebStack.WEBFLUX, "async-orm.web.server-timing=true")) {
			start(WebStack.WEBFLUX, "async-orm.web.server-timing=true").close();

			assertTimed(server.get("/timed/delayed"));
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	@Test
	void nothingIsSaidByDefault() {
		for (WebStack stack : WebStack.values()) {
			try (WebServer server = start(stack)) {
				HttpResponse<String> answer = server.get("/articles?stock=1");

				assertThat(answer.statusCode()).isEqualTo(200);
				assertThat(answer.headers().map()).doesNotContainKey("server-timing");
			}
		}
	}

	private static void assertTimed(HttpResponse<String> answer) {
		assertThat(answer.body()).isEqualTo("0");
		assertThat(answer.headers().allValues("Server-Timing")).singleElement().asString().contains("\"1 statement\"");
	}

	private static WebServer start(WebStack stack, String... properties) {
		return stack.start(TestDatabase.H2.create(), properties, ShopApplication.class, CarriedController.class);
	}

	/** Calls the database on other threads. */
	@RestController
	static class CarriedController {

		private final Articles articles;

		CarriedController(Articles articles) {
			this.articles = articles;
		}

		@GetMapping("/timed/callable")
		Callable<Long> callable() {
			return () -> await(this.articles.acount());
		}

		@GetMapping("/timed/delayed")
		Mono<Long> delayed() {
			return Mono.delay(Duration.ofMillis(1), Schedulers.boundedElastic())
				.flatMap((tick) -> Mono.fromFuture(() -> this.articles.acount()));
		}

	}

}
