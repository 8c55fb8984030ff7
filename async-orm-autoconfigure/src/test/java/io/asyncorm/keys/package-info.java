/**
 * Tests of the keys that objects are known by, and that foreign keys refer to.
 */
@NullMarked
package io.asyncorm.keys;

import org.jspecify.annotations.NullMarked;
