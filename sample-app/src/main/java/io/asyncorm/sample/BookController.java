package io.asyncorm.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.model.FieldException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code GET /books?title__icontains=night&author__name=...&orderBy=-pages&limit=5}
 */
@RestController
class BookController {

	private static final int MAXIMUM = 200;

	private final BookSearch search;

	BookController(BookSearch search) {
		this.search = search;
	}

	@GetMapping("/books")
	BookPage books(@RequestParam Map<String, String> parameters, @RequestParam(defaultValue = "") List<String> orderBy,
			@RequestParam(defaultValue = "50") int limit) {
		if (limit < 1 || limit > MAXIMUM) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"'limit' must be between 1 and %d".formatted(MAXIMUM));
		}
		Map<String, String> lookups = new LinkedHashMap<>(parameters);
		lookups.keySet().removeAll(List.of("orderBy", "limit"));
		return this.search.find(lookups, orderBy, limit);
	}

	/** A lookup, field or value that means nothing; the message says what would. */
	@ExceptionHandler
	ProblemDetail onUnknownLookup(FieldException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
	}

}
