/**
 * SQL trees to the text of one database, as small capability objects.
 */
@NullMarked
package io.asyncorm.dialect;

import org.jspecify.annotations.NullMarked;
