package io.asyncorm.tenants;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;

interface Notes extends AsyncRepository<Note, Long> {

	CompletableFuture<List<Note>> alist(int number);

}
