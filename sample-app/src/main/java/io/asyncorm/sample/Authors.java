package io.asyncorm.sample;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.GetOrCreate;
import io.asyncorm.repository.AsyncRepository;

public interface Authors extends AsyncRepository<Author, Long> {

	CompletableFuture<GetOrCreate<Author>> agetOrCreate(String name);

}
