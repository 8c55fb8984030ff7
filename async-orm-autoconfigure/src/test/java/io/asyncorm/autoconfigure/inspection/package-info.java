/**
 * Tests of what is known of an application's repositories.
 */
@NullMarked
package io.asyncorm.autoconfigure.inspection;

import org.jspecify.annotations.NullMarked;
