/**
 * Tests of what models declare: embedded values, shared components, annotations of other
 * libraries, names of tables and columns.
 */
@NullMarked
package io.asyncorm.declared;

import org.jspecify.annotations.NullMarked;
