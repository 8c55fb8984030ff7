/**
 * An application with much of what one can have: tenants, a replica, a second data
 * source, and work in batches.
 */
@NullMarked
package io.asyncorm.autoconfigure.market;

import org.jspecify.annotations.NullMarked;
