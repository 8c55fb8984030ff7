package io.asyncorm.autoconfigure.check.sound;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

public interface PagedSongs extends AsyncRepository<Song, Long> {

	CompletableFuture<Page<Song>> apage(int seconds__lt, Pageable page);

}
