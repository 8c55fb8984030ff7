package io.asyncorm.sample;

/**
 * A book as the service shows it.
 */
record BookView(String title, String author, int year, String language, int pages) {

	static BookView of(Book book) {
		return new BookView(book.title(), book.author().get().name(), book.year(), book.language(), book.pages());
	}

}
