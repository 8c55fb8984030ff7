/**
 * What the methods of repositories would send, found out without sending it.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.autoconfigure.inspection;

import org.jspecify.annotations.NullMarked;
