/**
 * What a user sees of the statements that are sent, from a package that is not one of
 * ours.
 */
@NullMarked
package io.asyncorm.sqllog;

import org.jspecify.annotations.NullMarked;
