/**
 * Repositories that write.
 */
@NullMarked
package io.asyncorm.autoconfigure.written;

import org.jspecify.annotations.NullMarked;
