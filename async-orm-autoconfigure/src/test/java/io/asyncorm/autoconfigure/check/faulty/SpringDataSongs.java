package io.asyncorm.autoconfigure.check.faulty;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

/** Each method has one fault. */
public interface SpringDataSongs extends AsyncRepository<Song, Long> {

	@Query(value = "select title from song", countQuery = "select count(*)\nfrom sons")
	CompletableFuture<Page<String>> acountedElsewhere(Pageable pageable);

	@Query("select titel from song")
	CompletableFuture<Page<String>> apagedByUnknownColumn(Pageable pageable);

}
