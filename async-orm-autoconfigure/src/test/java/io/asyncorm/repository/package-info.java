/**
 * Tests of what declarations become, without and with a database.
 */
@NullMarked
package io.asyncorm.repository;

import org.jspecify.annotations.NullMarked;
