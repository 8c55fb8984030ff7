/**
 * Tests of what is left of operations that fail. In a package of their own, as that of an
 * application: what an exception tells of its caller is looked at, too.
 */
@NullMarked
package io.asyncorm.failures;

import org.jspecify.annotations.NullMarked;
