/**
 * The models of an application as they were at first.
 */
@NullMarked
package io.asyncorm.migrations.first;

import org.jspecify.annotations.NullMarked;
