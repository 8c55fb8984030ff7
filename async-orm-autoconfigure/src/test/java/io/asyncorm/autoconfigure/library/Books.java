package io.asyncorm.autoconfigure.library;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static io.asyncorm.Orm.where;

public interface Books extends AsyncRepository<Book, Long>, SpringDataBooks {

	CompletableFuture<Optional<Book>> afirst(String title__icontains);

	CompletableFuture<Book> acreate(String title, int pages, Ref<Author> author);

	@Query("select 1 from pg_sleep(:seconds)")
	CompletableFuture<Integer> asleep(double seconds);

	@Query("select sleep_among(:expected)")
	CompletableFuture<Integer> asleepAmong(int expected);

	@Query("select title from book; delete from book;")
	CompletableFuture<List<String>> alistAndClear();

	QuerySet<Book> filter(int pages__gte);

	Mono<Book> aget(String title);

	Flux<Book> aiterator(String title__contains);

	default QuerySet<Book> longOnes() {
		return filter(where(Book::pages).gte(600));
	}

}
