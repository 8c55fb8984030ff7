/**
 * What applications test with.
 */
@NullMarked
package io.asyncorm.testslice;

import org.jspecify.annotations.NullMarked;
