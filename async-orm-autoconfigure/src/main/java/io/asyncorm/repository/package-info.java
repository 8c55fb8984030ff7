/**
 * Implements the interfaces of repositories by proxies, whose methods are resolved at
 * startup.
 * <p>
 * The way of a call: {@link io.asyncorm.repository.RepositoryProxyFactory} made a proxy
 * that knows what became of each method, a {@code RepositoryMethod}, which hands its
 * arguments to a query set.
 */
@NullMarked
package io.asyncorm.repository;

import org.jspecify.annotations.NullMarked;
