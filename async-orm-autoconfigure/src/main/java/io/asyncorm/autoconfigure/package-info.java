/**
 * Auto-configuration for Spring Boot: beans, scanning, properties and failure analysis.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.autoconfigure;

import org.jspecify.annotations.NullMarked;
