package io.asyncorm.sample;

import java.util.List;

import io.asyncorm.repository.ClientQuery;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /books?title__icontains=night&author__name=...&orderBy=-pages,title&limit=5},
 * with the lookups that {@link BookLookups} allow, and each book by its id.
 */
@RestController
class BookController {

	private final BookSearch search;

	private final BookTags tags;

	BookController(BookSearch search, BookTags tags) {
		this.search = search;
		this.tags = tags;
	}

	@GetMapping("/books")
	BookPage books(ClientQuery<Book> query) {
		return this.search.find(query);
	}

	@GetMapping("/books/{id}")
	BookDetails book(@PathVariable long id) {
		return this.search.get(id);
	}

	@PutMapping("/books/{id}/tags")
	List<String> tag(@PathVariable long id, @RequestBody List<String> names) {
		return this.tags.set(id, names);
	}

}
