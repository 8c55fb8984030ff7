package io.asyncorm.autoconfigure.written;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;
import io.asyncorm.repository.NewValue;

public interface Players extends AsyncRepository<Player, Long> {

	CompletableFuture<Player> acreate(String name, int score, Ref<Team> team);

	CompletableFuture<Long> adelete(int score__lt);

	CompletableFuture<Long> aupdate(String name, @NewValue int score);

	CompletableFuture<UpdateOrCreate<Player>> aupdateOrCreate(String name, Ref<Team> team, @Defaults int score);

}
