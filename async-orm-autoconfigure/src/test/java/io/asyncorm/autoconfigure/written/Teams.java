package io.asyncorm.autoconfigure.written;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;

public interface Teams extends AsyncRepository<Team, Long> {

	CompletableFuture<Team> acreate(String name);

	CompletableFuture<Long> adelete(String name);

	CompletableFuture<GetOrCreate<Team>> agetOrCreate(String name, @Defaults int points);

	CompletableFuture<UpdateOrCreate<Team>> aupdateOrCreate(String name, @Defaults int points);

}
