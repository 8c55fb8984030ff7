package io.asyncorm.autoconfigure.check.faulty;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;

public interface Losts extends AsyncRepository<Lost, Long> {

	CompletableFuture<List<Lost>> alist(String name);

	CompletableFuture<Boolean> aexists(String name__startswith);

}
