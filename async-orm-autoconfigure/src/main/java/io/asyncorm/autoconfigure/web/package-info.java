/**
 * Auto-configuration for Spring MVC and Spring WebFlux: queries of clients as arguments
 * of controllers, and failures of operations as problem details.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
