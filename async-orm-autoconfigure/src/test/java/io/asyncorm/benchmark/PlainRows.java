package io.asyncorm.benchmark;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What rows become where nobody knows about relations, and the statements that are
 * written by hand.
 */
final class PlainRows {

	static final String BOOK = "select id, title, isbn, pages, price, published, in_print, author_id from book";

	static final String PAGE = BOOK + " where author_id = ? order by title limit " + BenchmarkTables.PAGE;

	static final String AUTHOR = "select id, name from author";

	static final String EVENT = "select id, title, source, size, price, day, handled from event";

	static final String INSERT = "insert into counter (name, amount) values (?, ?) returning id, name, amount";

	static final String UPSERT = "insert into counter (name, amount) values (?, ?) on conflict (name) do update"
			+ " set amount = excluded.amount returning id, name, amount, xmax = 0 as created";

	private PlainRows() {
	}

	record BookRow(long id, String title, String isbn, int pages, BigDecimal price, LocalDate published,
			boolean inPrint, long authorId) {
	}

	record AuthorRow(long id, String name) {
	}

	record AuthorBooks(AuthorRow author, List<BookRow> books) {
	}

	record EventRow(long id, String title, String source, int size, BigDecimal price, LocalDate day, boolean handled) {
	}

	record CounterRow(long id, String name, int amount) {
	}

	record UpsertedRow(long id, String name, int amount, boolean created) {
	}

}
