package io.asyncorm.autoconfigure.faultyrepository;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;

public interface Rooms extends AsyncRepository<Shelf, Long> {

	CompletableFuture<Long> acount(String rum);

}
