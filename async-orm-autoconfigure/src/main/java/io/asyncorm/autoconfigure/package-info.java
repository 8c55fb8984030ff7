/**
 * Wiring for Spring Boot: scanning, properties and failure analysis.
 */
@NullMarked
package io.asyncorm.autoconfigure;

import org.jspecify.annotations.NullMarked;
