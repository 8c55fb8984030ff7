/**
 * Models and repositories of another data source than the library's.
 */
@NullMarked
package io.asyncorm.autoconfigure.billing;

import org.jspecify.annotations.NullMarked;
