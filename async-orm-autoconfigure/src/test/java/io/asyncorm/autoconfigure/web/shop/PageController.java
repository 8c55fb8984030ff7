package io.asyncorm.autoconfigure.web.shop;

import java.util.concurrent.CompletableFuture;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Shows pages of articles.
 */
@Controller
public class PageController {

	private final Articles articles;

	public PageController(Articles articles) {
		this.articles = articles;
	}

	@GetMapping("/pages/{id}")
	CompletableFuture<String> page(@PathVariable long id) {
		return this.articles.aget(id).thenApply(Article::name);
	}

	@GetMapping("/entities/{id}")
	CompletableFuture<ResponseEntity<String>> entity(@PathVariable long id) {
		return this.articles.aget(id).thenApply((article) -> ResponseEntity.ok(article.name()));
	}

}
