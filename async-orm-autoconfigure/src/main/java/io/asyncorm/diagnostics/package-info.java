/**
 * Finds mistakes in how the library is used, while an application is developed: N+1
 * queries.
 */
@NullMarked
package io.asyncorm.diagnostics;

import org.jspecify.annotations.NullMarked;
