/**
 * The models of an application as they were at second.
 */
@NullMarked
package io.asyncorm.migrations.second;

import org.jspecify.annotations.NullMarked;
