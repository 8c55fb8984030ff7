package io.asyncorm.autoconfigure.library;

import io.asyncorm.repository.AsyncRepository;

/**
 * What repositories have in common; no repository itself.
 *
 * @param <M> the model
 */
public interface Named<M> extends AsyncRepository<M, Long> {

}
