package io.asyncorm.sample;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;

/**
 * What readers say about a book.
 */
@RestController
class ReviewController {

	private final Books books;

	ReviewController(Books books) {
		this.books = books;
	}

	@PostMapping("/books/{id}/reviews")
	@ResponseStatus(HttpStatus.CREATED)
	ReviewView review(@PathVariable long id, @RequestBody ReviewView review) {
		Book book = await(this.books.aget(id));
		return ReviewView.of(await(this.books.related(book, Book::reviews)
			.acreate(kw("reviewer", review.reviewer(), "stars", review.stars(), "text", review.text()))));
	}

}
