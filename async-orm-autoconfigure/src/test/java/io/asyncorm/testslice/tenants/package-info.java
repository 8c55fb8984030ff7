/**
 * An application whose components decide what its repositories mean, and a test of these
 * alone.
 */
@NullMarked
package io.asyncorm.testslice.tenants;

import org.jspecify.annotations.NullMarked;
