package io.asyncorm.autoconfigure.check.sound;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

public interface PagedSongs extends AsyncRepository<Song, Long> {

	CompletableFuture<Page<Song>> apage(int seconds__lt, Pageable page);

	@Query("select * from song where seconds < :seconds order by id")
	CompletableFuture<Page<Song>> ashorter(int seconds, Pageable page);

}
