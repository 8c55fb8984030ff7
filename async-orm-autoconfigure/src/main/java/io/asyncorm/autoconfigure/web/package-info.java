/**
 * Auto-configuration for Spring MVC and Spring WebFlux: queries of clients as arguments
 * of controllers.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
