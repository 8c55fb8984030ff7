package io.asyncorm.autoconfigure.web.shop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Update;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Ref;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;

/**
 * Serves articles, and handles no exception.
 */
@RestController
public class ShopController {

	private final Articles articles;

	private final Makers makers;

	private final AsyncTransactions transactions;

	private final TransactionTemplate template;

	public ShopController(Articles articles, Makers makers, AsyncTransactions transactions,
			PlatformTransactionManager manager) {
		this.articles = articles;
		this.makers = makers;
		this.transactions = transactions;
		this.template = new TransactionTemplate(manager);
	}

	@PostMapping("/atomic")
	CompletableFuture<Long> atomic() {
		return this.transactions.atomic(() -> await(this.articles.acount()));
	}

	@PostMapping("/transactional")
	@Nullable Long transactional() {
		return this.template.execute((status) -> 1L);
	}

	@GetMapping("/articles/{id}")
	CompletableFuture<Article> article(@PathVariable long id) {
		return this.articles.aget(id);
	}

	@GetMapping("/articles")
	CompletableFuture<List<Article>> articles(@RequestParam String stock) {
		return this.articles.filter(kw("stock", stock)).alist();
	}

	@PostMapping("/articles")
	CompletableFuture<Article> create(@RequestBody Map<String, @Nullable Object> values) {
		return this.articles.acreate(Update.of(values, "name", "stock", "price", "maker"));
	}

	@PostMapping("/articles/all")
	CompletableFuture<List<Article>> createAll(@RequestBody List<String> names) {
		return this.articles
			.abulkCreate(names.stream().map((name) -> new Article(null, name, 0, 0, null, null, null, 0)).toList());
	}

	@PutMapping("/articles/{id}")
	CompletableFuture<Article> replace(@PathVariable long id, @RequestBody Article article) {
		return this.articles.asave(article);
	}

	@PatchMapping("/articles/{id}")
	CompletableFuture<Article> patch(@PathVariable long id, @RequestBody Map<String, @Nullable Object> changes) {
		Update<Article> update = Update.of(changes, "name", "stock", "since", "colour", "maker");
		return this.articles.aget(id).thenCompose((article) -> this.articles.asave(article, update));
	}

	@PatchMapping("/articles/{id}/keys")
	CompletableFuture<Article> patchKeys(@PathVariable long id, @RequestBody Map<String, @Nullable Object> changes) {
		Update<Article> update = Update.of(changes, "maker", "maker_id");
		return this.articles.aget(id).thenCompose((article) -> this.articles.asave(article, update));
	}

	@PatchMapping("/articles")
	CompletableFuture<Long> patchAll(@RequestBody Map<String, @Nullable Object> changes) {
		return this.articles.all().aupdate(Update.of(changes, "stock", "since"));
	}

	@PatchMapping("/drafts/{id}")
	CompletableFuture<Article> draft(@PathVariable long id, @RequestBody Map<String, @Nullable Object> changes) {
		return this.articles.aget(id)
			.thenApply((article) -> this.articles.with(article, Update.of(changes, "name", "stock", "since")));
	}

	@PostMapping("/makers")
	CompletableFuture<Maker> createMaker(@RequestBody String name) {
		return this.makers.acreate(kw("name", name));
	}

	@DeleteMapping("/makers/{id}")
	CompletableFuture<Deleted> deleteMaker(@PathVariable long id) {
		return this.makers.filter("pk", id).adelete();
	}

	@PostMapping("/articles/slow")
	CompletableFuture<Long> slow(@RequestParam long millis) {
		return this.articles.filter("name", "locked").timeout(Duration.ofMillis(millis)).aupdate(kw("stock", 1));
	}

	@GetMapping("/mistakes/field")
	String mistake() {
		throw new FieldException("Cannot resolve 'secret'. Choices are: secret_price.");
	}

	@GetMapping("/mistakes/cancelled")
	CompletableFuture<Long> cancelled() {
		CompletableFuture<Long> unfinished = this.articles.acount().thenCompose((count) -> new CompletableFuture<>());
		unfinished.cancel(true);
		return unfinished;
	}

	@GetMapping("/mistakes/own")
	String own() {
		throw new ResponseStatusException(HttpStatus.GONE, "sold", new DoesNotExistException("Article", "no row"));
	}

	@GetMapping("/references/{id}")
	CompletableFuture<Maker> reference(@PathVariable long id) {
		return this.makers.aget(Ref.of(Maker.class, id));
	}

}
