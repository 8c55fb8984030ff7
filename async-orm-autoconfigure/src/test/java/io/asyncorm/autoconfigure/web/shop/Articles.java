package io.asyncorm.autoconfigure.web.shop;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.AsyncRepository;

import org.springframework.data.domain.Sort;

public interface Articles extends AsyncRepository<Article, Long> {

	CompletableFuture<List<Article>> alist(Sort sort);

}
