package io.asyncorm.sample;

import java.util.List;

/**
 * A book by itself, with the author to go on to.
 */
record BookDetails(BookView book, Object author, List<ReviewView> reviews) {

	static BookDetails of(Book book) {
		return new BookDetails(BookView.of(book), book.author().key(),
				book.reviews().list().stream().map(ReviewView::of).toList());
	}

}
