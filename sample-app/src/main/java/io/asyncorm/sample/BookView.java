package io.asyncorm.sample;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A book as a list shows it.
 */
record BookView(@Nullable Long id, String title, String author, int year, String language, int pages,
		List<String> tags) {

	static BookView of(Book book) {
		return new BookView(book.id(), book.title(), book.author().get().name(), book.year(), book.language(),
				book.pages(), book.tags().list().stream().map(Tag::name).toList());
	}

}
