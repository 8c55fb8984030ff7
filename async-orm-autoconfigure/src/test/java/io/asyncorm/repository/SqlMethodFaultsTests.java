package io.asyncorm.repository;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import io.asyncorm.query.Page;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

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

	@Test
	void partsAreOnlyAskedForOfWhatReads() {
		assertFaults(Parts.class,
				"Parts.acounted(Limit): its countQuery counts the rows of a Page, and it gives none; remove it",
				"Parts.acut(int, Limit): its @Query has 'limit' itself, where that of the parameter of Spring Data is to"
						+ " stand; leave it out, or put all into parentheses: select * from (...) as part",
				"Parts.adeleted(Limit): its @Query is no select, and only of rows that are read a part can be asked for;",
				"Parts.alocked(Pageable): its @Query has 'for' itself,",
				"Parts.aown(int, int): it cannot return CompletableFuture<Page<Book>> with a @Query; return a Page of"
						+ " Spring Data's, by a Pageable, or a List, by 'limit :size offset :start'",
				"Parts.apage(Sort): it needs a Pageable, and nothing else of Spring Data, for a Page",
				"Parts.aremoving(Pageable): its @Query is no select,",
				"Parts.ascrolled(ScrollPosition, Limit): a position is in an order that is known, which SQL of your own"
						+ " does not tell; return a Page or a Slice by a Pageable, or call the method 'apage...'",
				"Parts.aseveral(Pageable): its @Query holds several statements,",
				"Parts.asorted(Sort, Pageable): a Pageable holds a Sort and a limit already; remove the other parameter",
				"Parts.atwice(Limit, Limit): 'more' is a second Limit; keep one",
				"Parts.aunbound(int, Pageable): 'pages' does not stand in its @Query; write ':pages', or remove it");
	}

	interface Parts extends AsyncRepository<Book, Long> {

		@Query(value = "select * from book", countQuery = "select count(*) from book")
		CompletableFuture<List<Book>> acounted(Limit limit);

		@Query("select * from book limit :most")
		CompletableFuture<List<Book>> acut(int most, Limit limit);

		@Query("delete from book")
		CompletableFuture<Long> adeleted(Limit limit);

		@Query("select * from book for update")
		CompletableFuture<Slice<Book>> alocked(Pageable pageable);

		@Query("select * from book limit :size offset :start")
		CompletableFuture<Page<Book>> aown(int start, int size);

		@Query("select * from book")
		CompletableFuture<org.springframework.data.domain.Page<Book>> apage(Sort sort);

		@Query("with gone as (delete from book returning *) select * from gone")
		CompletableFuture<org.springframework.data.domain.Page<Book>> aremoving(Pageable pageable);

		@Query("select * from book order by id")
		CompletableFuture<Window<Book>> ascrolled(ScrollPosition position, Limit limit);

		@Query("select * from book; select 1")
		CompletableFuture<Slice<Book>> aseveral(Pageable pageable);

		@Query("select * from book")
		CompletableFuture<List<Book>> asorted(Sort sort, Pageable pageable);

		@Query("select * from book")
		CompletableFuture<List<Book>> atwice(Limit limit, Limit more);

		@Query("select * from book")
		CompletableFuture<org.springframework.data.domain.Page<Book>> aunbound(int pages, Pageable pageable);

	}

}
