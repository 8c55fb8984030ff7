package io.asyncorm.repository;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Page;
import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.Library.Book;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

import static io.asyncorm.repository.RepositoryFaults.assertFaults;

/**
 * Tests for what is found to be wrong with methods that have a {@link Query} and
 * parameters of Spring Data's.
 */
class SpringDataQueryFaultsTests {

	@Test
	void partsAreOnlyAskedForOfWhatReads() {
		assertFaults(Parts.class,
				"Parts.acounted(Limit): its countQuery counts the rows of a Page, and it gives none; remove it",
				"Parts.acountedByNothing(Pageable): its countQuery gives no number; write 'select count(*) from ...'",
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

	@Test
	void aPageIsNoRow() {
		assertFaults(Streams.class,
				"Streams.aflux(Pageable): it must return CompletableFuture, CompletionStage or Mono of a page, which is"
						+ " there as a whole, not Flux<Page<Book>>",
				"Streams.aiterable(Pageable): it must return", "Streams.aset(Pageable): it must return");
	}

	interface Streams extends AsyncRepository<Book, Long> {

		@Query("select * from book")
		Flux<org.springframework.data.domain.Page<Book>> aflux(Pageable pageable);

		@Query("select * from book")
		AsyncIterable<Slice<Book>> aiterable(Pageable pageable);

		@Query("select * from book")
		QuerySet<Slice<Book>> aset(Pageable pageable);

	}

	interface Parts extends AsyncRepository<Book, Long> {

		@Query(value = "select * from book", countQuery = "select count(*) from book")
		CompletableFuture<List<Book>> acounted(Limit limit);

		@Query(value = "select * from book", countQuery = "delete from book")
		CompletableFuture<org.springframework.data.domain.Page<Book>> acountedByNothing(Pageable pageable);

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
