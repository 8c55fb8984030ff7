package io.asyncorm.autoconfigure.validated;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;

/**
 * The members, with a declared method that writes.
 */
public interface Members extends AsyncRepository<Member, Long> {

	CompletableFuture<Member> acreate(String name, int points);

}
