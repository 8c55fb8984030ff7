/**
 * For the tests of applications: a slice with the database and nothing else, the number
 * of queries, and repositories without an application.
 */
@NullMarked
package io.asyncorm.test;

import org.jspecify.annotations.NullMarked;
