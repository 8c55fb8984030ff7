/**
 * Implements the interfaces of repositories by proxies, whose methods are resolved at
 * startup.
 * <p>
 * The way of a call: {@link io.asyncorm.repository.RepositoryProxyFactory} made a proxy
 * that knows what became of each method, a {@code RepositoryMethod}, which hands its
 * arguments to a query set.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm.repository;

import org.jspecify.annotations.NullMarked;
