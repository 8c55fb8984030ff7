package io.asyncorm.autoconfigure.web.shop;

import io.asyncorm.repository.AsyncRepository;

public interface Articles extends AsyncRepository<Article, Long> {

}
