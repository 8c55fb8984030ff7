package io.asyncorm.diagnoses;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.sample.Book;

/**
 * Names a column that there is not.
 */
public interface MisspelledBooks extends AsyncRepository<Book, Long> {

	@Query("select titel from book where pages >= :least")
	CompletableFuture<List<String>> atitles(int least);

}
