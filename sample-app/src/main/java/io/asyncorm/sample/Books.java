package io.asyncorm.sample;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;

public interface Books extends AsyncRepository<Book, Long> {

	CompletableFuture<Book> acreate(String title, Ref<Author> author, int year, String language, int pages);

	CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @Defaults Ref<Author> author,
			@Defaults int year, @Defaults String language, @Defaults int pages);

	CompletableFuture<List<Book>> alist(String author__name, int pages__gte);

}
