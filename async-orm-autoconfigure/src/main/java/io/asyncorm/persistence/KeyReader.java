package io.asyncorm.persistence;

import java.util.Collection;

import io.asyncorm.plan.QueryState;

/**
 * Reads the keys of rows that a delete has to know. A port, so that planning a delete
 * needs no database.
 *
 * @param <X> what can go wrong
 * @since 0.1.0
 */
@FunctionalInterface
public interface KeyReader<X extends Exception> {

	/** Reads the only column of a query set, its values as the column holds them. */
	Collection<?> read(QueryState rows) throws X;

}
