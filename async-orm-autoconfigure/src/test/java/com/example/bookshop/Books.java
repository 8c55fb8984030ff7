package com.example.bookshop;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

public interface Books extends AsyncRepository<Book, Long> {

	CompletableFuture<List<Book>> alist(String title__shares_trigrams);

	CompletableFuture<List<Book>> alistByAuthorNameSharesTrigrams(String name);

	CompletableFuture<List<Book>> alist(Collection<Integer> pages__not_in);

	CompletableFuture<Long> acount(@Nullable String author__country__same_as);

}
