/**
 * Tests from a package that is not one of ours, as users' code is.
 */
@NullMarked
package io.asyncorm.callsite;

import org.jspecify.annotations.NullMarked;
