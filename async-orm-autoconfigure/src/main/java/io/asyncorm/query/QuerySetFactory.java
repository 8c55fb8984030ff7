package io.asyncorm.query;

/**
 * Creates query sets of models, for relations that load their objects on demand.
 *
 * @since 0.1.0
 */
public interface QuerySetFactory {

	/** All objects of a model. */
	<M> QuerySet<M> of(Class<M> model);

}
