package io.asyncorm.benchmark;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One way to do what the benchmark asks for: each call returns at once, and what it
 * started runs beside the others.
 */
interface Contender extends AutoCloseable {

	CompletableFuture<?> get(long id);

	/** Waits for all of them. */
	default Object gather(List<? extends CompletableFuture<?>> calls) {
		return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
	}

	/**
	 * The first {@value BenchmarkTables#PAGE} books of an author, in the order of their
	 * titles.
	 */
	CompletableFuture<? extends List<?>> page(long author);

	CompletableFuture<? extends List<?>> books();

	/** The new row, with its key. */
	CompletableFuture<?> insert(String name, int amount);

	/** The row as it is now, and whether it is new. */
	CompletableFuture<?> updateOrCreate(String name, int amount);

	/** Reads all events, and keeps none: the sum of their sizes. */
	CompletableFuture<Long> streamEvents();

	/** All authors, each with its books. */
	CompletableFuture<? extends List<?>> authorsWithBooks();

	@Override
	void close();

}
