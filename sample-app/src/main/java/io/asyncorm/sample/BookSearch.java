package io.asyncorm.sample;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.ClientQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;

/**
 * Finds the books that clients ask for, with a fixed number of queries.
 */
@Service
class BookSearch {

	private final Books books;

	BookSearch(Books books) {
		this.books = books;
	}

	/** Counts and reads at the same time; if one fails, the other is cancelled. */
	BookPage find(ClientQuery<Book> query) {
		CompletableFuture<Long> count = query.all().acount();
		CompletableFuture<List<Book>> page = query.page().selectRelated("author").prefetchRelated("tags").alist();
		return await(
				gather(count, page, (total, books) -> new BookPage(total, books.stream().map(BookView::of).toList())));
	}

	BookDetails get(@Nullable Long id) {
		return BookDetails
			.of(await(this.books.filter("id", id).selectRelated("author").prefetchRelated("tags", "reviews").aget()));
	}

}
