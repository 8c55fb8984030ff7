/**
 * The sample on Spring WebFlux, where no event loop may be blocked.
 */
@NullMarked
package io.asyncorm.reactive;

import org.jspecify.annotations.NullMarked;
