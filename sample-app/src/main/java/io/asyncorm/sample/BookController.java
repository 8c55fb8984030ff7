package io.asyncorm.sample;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.repository.ClientQuery;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /books?title__icontains=night&author__name=...&orderBy=-pages&limit=5}, with
 * the lookups that {@link BookLookups} allow.
 */
@RestController
class BookController {

	private final BookSearch search;

	BookController(BookSearch search) {
		this.search = search;
	}

	@GetMapping("/books")
	BookPage books(ClientQuery<Book> query) {
		return this.search.find(query);
	}

	/** A value that only the database can refuse. */
	@ExceptionHandler
	ProblemDetail onInvalidValue(InvalidValueException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
	}

}
