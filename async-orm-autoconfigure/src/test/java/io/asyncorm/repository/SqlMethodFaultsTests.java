package io.asyncorm.repository;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;
import org.junit.jupiter.api.Test;

import static io.asyncorm.repository.RepositoryFaults.assertFaults;

/**
 * Tests for what is found to be wrong with methods that have a {@link Query}.
 */
class SqlMethodFaultsTests {

	@Test
	void queriesAreCheckedAgainstTheirParametersAndResults() {
		assertFaults(Queries.class,
				"Queries.achanged(long): its @Query changes rows and gives none, so it must return"
						+ " CompletableFuture<Long>, <Integer> or <Void>, not CompletableFuture<List<Book>>;",
				"Queries.aempty(): its @Query is empty; write a statement",
				"Queries.aeverything(): it cannot return CompletableFuture<Object>;",
				"Queries.alisted(List): 'ids' is bound as one array, which IN does not take; write '= any(:ids)', or"
						+ " '<> all(:ids)' in place of 'not in'",
				"Queries.amapped(): it cannot return CompletableFuture<Map<Book, String>>; the key of a Map is the first"
						+ " column, a simple value",
				"Queries.amisplaced(): it cannot return CompletableFuture<Map<String, Book>>; the key of a Map of 'Book'"
						+ " is Long",
				"Queries.amodel(Author): 'author' is a model, which cannot be bound; declare a Ref or its key",
				"Queries.aopen(): its @Query cannot be read: the quote that begins at ''a' is not closed",
				"Queries.apositional(int): its @Query cannot be read: a parameter needs a name, as in :name,",
				"Queries.astreamed(): its @Query writes, and only what reads gives its rows one after the other;",
				"Queries.aunknown(int): its @Query has a parameter ':page', but the method has none of this name; add one."
						+ " Did you mean 'pages'?; 'pages' does not stand in its @Query; write ':pages', or remove it",
				"Queries.avoid(): it cannot return CompletableFuture<Void>;",
				"Queries.await(): it must return a CompletableFuture of something, not int");
	}

	interface Queries extends AsyncRepository<Book, Long> {

		@Query("update book set pages = 1 where id = :id")
		CompletableFuture<List<Book>> achanged(long id);

		@Query(" ")
		CompletableFuture<Long> aempty();

		@Query("select * from book")
		CompletableFuture<Object> aeverything();

		@Query("select * from book where id in (:ids)")
		CompletableFuture<List<Book>> alisted(List<Long> ids);

		@Query("select * from book")
		CompletableFuture<Map<Book, String>> amapped();

		@Query("select * from book")
		CompletableFuture<Map<String, Book>> amisplaced();

		@Query("select * from book where author_id = :author")
		CompletableFuture<List<Book>> amodel(Author author);

		@Query("select 'a")
		CompletableFuture<String> aopen();

		@Query("select * from book where pages = ?")
		CompletableFuture<List<Book>> apositional(int pages);

		@Query("delete from book returning *")
		Flow.Publisher<Book> astreamed();

		@Query("select * from book where pages = :page")
		CompletableFuture<List<Book>> aunknown(int pages);

		@Query("select 1")
		CompletableFuture<Void> avoid();

		@Query("select 1")
		int await();

	}

}
