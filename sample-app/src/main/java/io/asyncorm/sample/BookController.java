package io.asyncorm.sample;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.ClientQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Books over HTTP. What fails is answered with problem details by async-orm: 404 for a
 * book that is missing, 400 for what the models refuse, 409 for a title that is taken.
 */
@RestController
class BookController {

	private final BookSearch search;

	private final BookWriter writer;

	private final BookTags tags;

	BookController(BookSearch search, BookWriter writer, BookTags tags) {
		this.search = search;
		this.writer = writer;
		this.tags = tags;
	}

	/**
	 * {@code GET /books?title__icontains=night&orderBy=-pages,title&limit=20&offset=40},
	 * with the lookups that {@link BookLookups} allow.
	 */
	@GetMapping("/books")
	BookPage books(ClientQuery<Book> query) {
		return this.search.find(query);
	}

	@GetMapping("/books/{id}")
	BookDetails book(@PathVariable long id) {
		return this.search.get(id);
	}

	@PostMapping("/books")
	ResponseEntity<BookView> create(@RequestBody BookForm form) {
		BookView book = view(this.writer.create(form));
		return ResponseEntity.created(URI.create("/books/" + book.id())).body(book);
	}

	/** Creates a book, or updates the one that has the title. */
	@PutMapping("/books")
	ResponseEntity<BookView> updateOrCreate(@RequestBody BookForm form) {
		UpdateOrCreate<Book> saved = this.writer.updateOrCreate(form);
		return ResponseEntity.status(saved.created() ? HttpStatus.CREATED : HttpStatus.OK).body(view(saved.object()));
	}

	/** Changes the fields that are in the document. */
	@PatchMapping("/books/{id}")
	BookView patch(@PathVariable long id, @RequestBody Map<String, @Nullable Object> changes) {
		return view(this.writer.patch(id, changes));
	}

	@DeleteMapping("/books/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.writer.delete(id);
	}

	@PutMapping("/books/{id}/tags")
	List<String> tag(@PathVariable long id, @RequestBody List<String> names) {
		return this.tags.set(id, names);
	}

	private BookView view(Book book) {
		return this.search.get(book.id()).book();
	}

}
