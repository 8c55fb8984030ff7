/**
 * Models as JSON: a Jackson module, which Spring Boot registers by itself.
 */
@NullMarked
package io.asyncorm.jackson;

import org.jspecify.annotations.NullMarked;
