/**
 * Migrations that are written for Flyway and for Liquibase, and run by them.
 */
@NullMarked
package io.asyncorm.migrations;

import org.jspecify.annotations.NullMarked;
