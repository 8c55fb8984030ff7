/**
 * What runs the migrations of an application, asked by its beans: Flyway and Liquibase.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.autoconfigure.migration;

import org.jspecify.annotations.NullMarked;
