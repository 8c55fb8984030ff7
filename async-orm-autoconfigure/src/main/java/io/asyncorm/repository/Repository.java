package io.asyncorm.repository;

/**
 * Marks an interface as a repository of a model, whose methods are implemented from their
 * declarations. Extend it directly to offer the declared methods and nothing else, and
 * {@link AsyncRepository} to offer everything that a query set can do besides.
 *
 * @param <M> the model
 * @param <K> the type of its key
 * @since 0.1.0
 */
public interface Repository<M, K> {

}
