package io.asyncorm.sample;

import io.asyncorm.repository.AsyncRepository;

public interface Tags extends AsyncRepository<Tag, Long> {

}
