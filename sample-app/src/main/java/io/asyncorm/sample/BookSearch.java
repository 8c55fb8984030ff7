package io.asyncorm.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.QuerySet;

import org.springframework.stereotype.Service;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;

/**
 * Finds books by Django's lookups.
 */
@Service
class BookSearch {

	private final Books books;

	BookSearch(Books books) {
		this.books = books;
	}

	/** Counts and reads at the same time; if one fails, the other is cancelled. */
	BookPage find(Map<String, String> lookups, List<String> order, int limit) {
		QuerySet<Book> found = this.books.afilter();
		for (Map.Entry<String, String> lookup : lookups.entrySet()) {
			found = found.filter(lookup.getKey(), value(lookup.getKey(), lookup.getValue()));
		}
		CompletableFuture<Long> count = found.acount();
		CompletableFuture<List<Book>> page = ordered(found, order).selectRelated("author").slice(0, limit).alist();
		return await(
				gather(count, page, (total, books) -> new BookPage(total, books.stream().map(BookView::of).toList())));
	}

	private static QuerySet<Book> ordered(QuerySet<Book> books, List<String> order) {
		return order.isEmpty() ? books : books.orderBy(order.toArray(String[]::new));
	}

	/** Some lookups take more than a text. */
	private static Object value(String lookup, String text) {
		if (lookup.endsWith("__in") || lookup.endsWith("__range")) {
			return Arrays.asList(text.split(","));
		}
		return lookup.endsWith("__isnull") ? Boolean.valueOf(text) : text;
	}

}
