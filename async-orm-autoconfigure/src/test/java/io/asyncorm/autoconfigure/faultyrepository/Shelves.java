package io.asyncorm.autoconfigure.faultyrepository;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;

public interface Shelves extends AsyncRepository<Shelf, Long> {

	CompletableFuture<Optional<Shelf>> afirst(String rom);

	CompletableFuture<List<Shelf>> alistByRoomsOrderByRoom(String room);

}
