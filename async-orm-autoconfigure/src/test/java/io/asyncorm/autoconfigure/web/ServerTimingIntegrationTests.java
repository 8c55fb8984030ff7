package io.asyncorm.autoconfigure.web;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.autoconfigure.web.shop.Article;
import io.asyncorm.autoconfigure.web.shop.Articles;
import io.asyncorm.autoconfigure.web.shop.Maker;
import io.asyncorm.autoconfigure.web.shop.Makers;
import io.asyncorm.autoconfigure.web.shop.ShopApplication;
import io.asyncorm.query.MergeKind;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What responses say of the statements of their requests, over HTTP.
 */
@Timeout(120)
@ParameterizedClass
@CsvSource({ "MVC, true", "MVC, false", "WEBFLUX, true", "WEBFLUX, false" })
class ServerTimingIntegrationTests {

	private static final Pattern VALUE = Pattern.compile("db;desc=\"(\\d+) statements?\";dur=(\\d+\\.\\d)");

	private static WebServer server;

	@Parameter(0)
	WebStack stack;

	@Parameter(1)
	boolean virtualThreads;

	private final Articles articles = server.bean(Articles.class);

	private final Makers makers = server.bean(Makers.class);

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack, boolean virtualThreads) {
		server = stack.start(TestDatabase.POSTGRESQL.create(),
				new String[] { "async-orm.web.server-timing=true", "spring.threads.virtual.enabled=" + virtualThreads },
				ShopApplication.class, TimedController.class);
	}

	@BeforeEach
	void empty() {
		await(this.articles.all().adelete());
		await(this.makers.all().adelete());
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
	}

	@Test
	void statementsOfFuturesAreCounted() {
		assertThat(statements(server.get("/timed/gathered"))).isEqualTo(2);
	}

	@Test
	void statementsOfCallbacksAreCounted() {
		assertThat(statements(server.get("/timed/composed"))).isEqualTo(3);
	}

	@Test
	void statementsOfABlockAreCounted() {
		assertThat(statements(server.get("/timed/atomic"))).isEqualTo(2);
	}

	@Test
	void statementsThatAreAwaitedAreCounted() {
		assertThat(statements(server.get("/timed/awaited"))).isOne();
	}

	@Test
	void statementsOfWhatHasReadABodyAreCounted() {
		HttpResponse<String> answer = server.send("POST", "/timed/body", "\"text\"");

		assertThat(answer.body()).isEqualTo("1");
		assertThat(statements(answer)).isOne();
	}

	@Test
	void aRequestWithoutStatementsSaysSo() {
		HttpResponse<String> answer = server.get("/timed/nothing");

		assertThat(answer.headers().allValues("Server-Timing")).containsExactly("db;desc=\"0 statements\";dur=0.0");
	}

	@Test
	void anAnswerWithoutABodySaysIt() {
		HttpResponse<String> answer = server.get("/timed/empty");

		assertThat(answer.body()).isEmpty();
		assertThat(statements(answer)).isOne();
	}

	@Test
	void aFailureSaysIt() {
		HttpResponse<String> missing = server.get("/articles/-1");
		HttpResponse<String> broken = server.get("/timed/broken");

		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(statements(missing)).isOne();
		assertThat(broken.statusCode()).isEqualTo(500);
		assertThat(statements(broken)).isOne();
	}

	@Test
	void aStreamSaysWhatWasBeforeIt() {
		await(this.makers.acreate(kw("name", "Ann")));

		HttpResponse<String> answer = server.get("/timed/streamed");

		assertThat(answer.body()).contains("Ann");
		assertThat(statements(answer)).isBetween(1, 2);
	}

	@Test
	void theTimeIsThatOfTheStatements() {
		HttpResponse<String> answer = server.get("/timed/slow");

		assertThat(Double.parseDouble(value(answer).group(2))).isBetween(200.0, 20_000.0);
		assertThat(statements(answer)).isOne();
	}

	@Test
	void requestsWhoseStatementsAreMergedCountTheirOwn() {
		List<Article> all = await(this.articles.abulkCreate(IntStream.range(0, 8)
			.mapToObj((number) -> new Article(null, "desk " + number, 0, 0, null, null, null, 0))
			.toList()));
		AsyncDispatcher dispatcher = server.bean(AsyncDispatcher.class);
		long merged = merged(dispatcher);
		CountDownLatch released = new CountDownLatch(1);
		List<CompletableFuture<Boolean>> busy = new ArrayList<>();
		for (int lane = 0; lane < dispatcher.statistics().lanes(); lane++) {
			busy.add(server.bean(AsyncTransactions.class).atomic(() -> {
				released.await();
				return true;
			}));
		}
		List<CompletableFuture<HttpResponse<String>>> answers = all.stream()
			.map((article) -> server.begin("/articles/" + article.id()))
			.toList();
		while (dispatcher.waitingCount() < all.size()) {
			Thread.onSpinWait();
		}

		released.countDown();

		answers.forEach((answer) -> assertThat(statements(answer.join())).isOne());
		assertThat(merged(dispatcher)).isGreaterThan(merged + 1);
		assertThat(await(gather(busy))).containsOnly(true);
	}

	@Test
	void whatThreadsCarryNobodyElseCounts() {
		server.get("/timed/gathered");

		assertThat(statements(server.get("/timed/nothing"))).isZero();
		assertThat(statements(server.get("/timed/awaited"))).isOne();
	}

	private static long merged(AsyncDispatcher dispatcher) {
		return dispatcher.statistics().merged().get(MergeKind.LOOKUPS).operations();
	}

	private static int statements(HttpResponse<String> answer) {
		return Integer.parseInt(value(answer).group(1));
	}

	private static Matcher value(HttpResponse<String> answer) {
		assertThat(answer.headers().allValues("Server-Timing")).as(answer + answer.body()).hasSize(1);
		Matcher value = VALUE.matcher(answer.headers().allValues("Server-Timing").get(0));
		assertThat(value.matches()).as(answer.headers().toString()).isTrue();
		return value;
	}

	/** Calls the database in each way that there is. */
	@RestController
	static class TimedController {

		private final Articles articles;

		private final Makers makers;

		private final AsyncTransactions transactions;

		TimedController(Articles articles, Makers makers, AsyncTransactions transactions) {
			this.articles = articles;
			this.makers = makers;
			this.transactions = transactions;
		}

		@GetMapping("/timed/gathered")
		CompletableFuture<List<Long>> gathered() {
			return gather(List.of(this.articles.acount(), this.makers.acount()));
		}

		@GetMapping("/timed/composed")
		CompletableFuture<Long> composed() {
			return this.articles.aexists()
				.thenCompose((exists) -> this.articles.acount())
				.thenComposeAsync((count) -> this.makers.acount());
		}

		@GetMapping("/timed/atomic")
		CompletableFuture<Long> atomic() {
			return this.transactions.atomic(() -> await(this.articles.acount()) + await(this.makers.acount()));
		}

		@GetMapping("/timed/awaited")
		long awaited() {
			return await(this.articles.acount());
		}

		@PostMapping("/timed/body")
		CompletableFuture<Long> body(@RequestBody String text) {
			return this.articles.acount().thenApply((count) -> count + 1);
		}

		@GetMapping("/timed/nothing")
		String nothing() {
			return "nothing";
		}

		@GetMapping("/timed/empty")
		CompletableFuture<@Nullable Void> empty() {
			return this.articles.acount().thenApply((count) -> null);
		}

		@GetMapping("/timed/broken")
		CompletableFuture<Long> broken() {
			return this.articles.acount().thenApply((count) -> {
				throw new IllegalStateException("broken");
			});
		}

		@GetMapping(path = "/timed/streamed", produces = "text/event-stream")
		Flow.Publisher<Maker> streamed() {
			await(this.makers.acount());
			return this.makers.all().aiterator();
		}

		@GetMapping("/timed/slow")
		CompletableFuture<Integer> slow() {
			return this.articles.raw("select pg_sleep(0.2), a.* from (select -1 as id) a")
				.alist()
				.thenApply(List::size);
		}

	}

}
