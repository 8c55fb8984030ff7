/**
 * Tests of related managers through the API.
 */
@NullMarked
package io.asyncorm.related;

import org.jspecify.annotations.NullMarked;
