/**
 * Tests of data sources that choose or prepare connections by the calling thread.
 */
@NullMarked
package io.asyncorm.tenants;

import org.jspecify.annotations.NullMarked;
