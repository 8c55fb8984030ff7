package io.asyncorm.testslice.notes;

import io.asyncorm.repository.AsyncRepository;

public interface Topics extends AsyncRepository<Topic, Long> {

}
