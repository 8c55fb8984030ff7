package io.asyncorm.autoconfigure.web.shop;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.CursorPage;
import io.asyncorm.query.Page;
import io.asyncorm.repository.ClientLookups;
import io.asyncorm.repository.ClientQuery;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets clients search articles, by lookups, pages and texts.
 */
@RestController
public class ArticleSearch {

	private final Articles articles;

	public ArticleSearch(Articles articles) {
		this.articles = articles;
	}

	@GetMapping("/search")
	CompletableFuture<List<Article>> search(ClientQuery<Article> query) {
		return query.page().alist();
	}

	@GetMapping("/paged")
	CompletableFuture<Page<Article>> page(@RequestParam int page, @RequestParam int size) {
		return this.articles.apage(page, size);
	}

	@GetMapping("/cursor")
	CompletableFuture<CursorPage<Article>> cursor(@RequestParam String after) {
		return this.articles.apageAfter(after, 1);
	}

	@GetMapping("/keys")
	CompletableFuture<List<Article>> keys(@RequestParam List<String> ids) {
		return this.articles.filter("id__in", ids).alist();
	}

	@GetMapping("/sorted")
	CompletableFuture<List<Article>> sorted(@RequestParam String sort) {
		return this.articles.alist(Sort.by(sort));
	}

	@GetMapping("/text")
	CompletableFuture<List<Article>> text(@RequestParam String text) {
		return this.articles.filter("name__icontains", text).alist();
	}

	@Configuration(proxyBeanMethods = false)
	public static class Lookups {

		@Bean
		ClientLookups<Article> articleLookups(Articles articles) {
			return articles.clientLookups()
				.allow("name", "exact", "icontains", "regex")
				.allow("stock", "exact", "in")
				.allow("since", "exact", "year")
				.allow("colour")
				.allow("maker")
				.orderBy("name", "stock");
		}

	}

}
