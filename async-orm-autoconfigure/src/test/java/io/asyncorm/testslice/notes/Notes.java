package io.asyncorm.testslice.notes;

import io.asyncorm.repository.AsyncRepository;

public interface Notes extends AsyncRepository<Note, Long> {

}
