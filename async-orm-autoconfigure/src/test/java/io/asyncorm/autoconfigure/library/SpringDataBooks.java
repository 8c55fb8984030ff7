package io.asyncorm.autoconfigure.library;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.data.domain.Pageable;

/** What {@link Books} have of Spring Data. */
public interface SpringDataBooks {

	CompletableFuture<List<Book>> alist(int pages__lt, Pageable page);

}
