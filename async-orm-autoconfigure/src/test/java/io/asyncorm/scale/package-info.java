/**
 * A small shop and what it does with its database, tried unchanged on each engine that an
 * application may move to: poolers, replicas, shards. Its table is in
 * {@code docs/databases.md}.
 */
@NullMarked
package io.asyncorm.scale;

import org.jspecify.annotations.NullMarked;
