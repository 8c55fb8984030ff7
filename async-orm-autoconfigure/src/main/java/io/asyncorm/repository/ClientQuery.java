package io.asyncorm.repository;

import io.asyncorm.query.QuerySet;

/**
 * What a client asks for, by the lookups that {@link ClientLookups} allow. Immutable.
 *
 * @param <M> the model
 * @param all all objects that match, in the order that was asked for; to count them
 * @param page the part of them that was asked for
 * @since 0.1.0
 */
public record ClientQuery<M>(QuerySet<M> all, QuerySet<M> page) {

}
