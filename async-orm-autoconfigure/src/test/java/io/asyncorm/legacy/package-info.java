/**
 * Code of an application that accesses data without us.
 */
@NullMarked
package io.asyncorm.legacy;

import org.jspecify.annotations.NullMarked;
