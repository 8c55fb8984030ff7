package io.asyncorm.reactive;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import io.asyncorm.query.Ref;
import io.asyncorm.sample.Author;
import io.asyncorm.sample.Authors;
import io.asyncorm.sample.Book;
import io.asyncorm.sample.Books;
import io.asyncorm.transaction.AsyncTransactions;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;

/**
 * Uses the sample's repositories on the event loop: without blocking it, and, below
 * {@code /blocking}, with.
 */
@RestController
@RequestMapping("/reactive")
class ReactiveBookController {

	private final Books books;

	private final Authors authors;

	private final AsyncTransactions transactions;

	private final JdbcClient jdbc;

	/** With connections of its own: what fails half-way would break one of the pool. */
	private final JdbcClient planted;

	private final AtomicLong written = new AtomicLong();

	ReactiveBookController(Books books, Authors authors, AsyncTransactions transactions, DataSource dataSource,
			@Value("${spring.datasource.url}") String url) {
		this.books = books;
		this.authors = authors;
		this.transactions = transactions;
		this.jdbc = JdbcClient.create(dataSource);
		this.planted = JdbcClient.create(new DriverManagerDataSource(url));
	}

	@GetMapping("/thread")
	Mono<String> thread() {
		return Mono.fromSupplier(() -> Thread.currentThread().getName());
	}

	@GetMapping("/titles")
	CompletableFuture<List<String>> titles() {
		return this.books.filter("author__name__icontains", "a").orderBy("-pages").valuesList(Book::title).alist();
	}

	@GetMapping("/page")
	Mono<String> page() {
		return Mono.fromFuture(() -> gather(this.books.acount(),
				this.books.selectRelated("author").prefetchRelated("tags").slice(0, 20).alist(),
				(total, books) -> total + " books, the first by " + books.getFirst().author().get().name()));
	}

	@GetMapping("/stream")
	Flux<String> stream() {
		return JdkFlowAdapter.flowPublisherToFlux(this.books.aiterator()).map((book) -> book.title() + "\n");
	}

	@GetMapping("/write")
	Mono<String> write() {
		String title = "New " + this.written.incrementAndGet();
		CompletableFuture<Author> author = this.authors.agetOrCreate("Somebody").thenApply((found) -> found.object());
		return Mono
			.fromFuture(() -> author.thenCompose((found) -> this.books.acreate(title, Ref.to(found), 2000, "en", 1))
				.thenCompose((book) -> this.books.aupdateOrCreate(kw("title", book.title()), defaults("pages", 2)))
				.thenCompose((saved) -> this.books.filter("id", saved.object().id()).adelete())
				.thenApply((deleted) -> deleted.count() + " deleted"));
	}

	@GetMapping("/transaction")
	Mono<Long> transaction() {
		return Mono.fromFuture(() -> this.transactions.atomic(() -> {
			await(this.authors.agetOrCreate("Somebody Else"));
			return await(this.authors.filter("name", "Somebody Else").adelete()).count();
		}));
	}

	/** What has blocked since this was asked last. */
	@GetMapping("/blocked")
	Mono<String> blocked() {
		return Mono.fromSupplier(() -> {
			StringBuilder found = new StringBuilder();
			for (String call = ReactiveSample.BLOCKED.poll(); call != null; call = ReactiveSample.BLOCKED.poll()) {
				found.append(call);
			}
			return found.toString();
		});
	}

	@GetMapping("/blocking/await")
	Mono<String> awaits() {
		return Mono
			.fromSupplier(() -> await(
					this.transactions.atomic(() -> this.jdbc.sql("select pg_sleep(0.5)").query(String.class).single())))
			.onErrorResume((refusal) -> Mono.just(String.valueOf(refusal.getMessage())));
	}

	@GetMapping("/blocking/park")
	Mono<String> parks() {
		return Mono.fromSupplier(() -> {
			LockSupport.parkNanos(1000);
			return "parked";
		});
	}

	@GetMapping("/blocking/jdbc")
	Mono<Long> jdbc() {
		return Mono.fromSupplier(() -> this.planted.sql("select count(*) from book").query(Long.class).single());
	}

}
