package io.asyncorm.autoconfigure.hidden;

import io.asyncorm.repository.AsyncRepository;

interface Notes extends AsyncRepository<Note, Long> {

}
