/**
 * Why a statement was slow: its plan, the scan that costs most, and the index that is
 * missing.
 */
@NullMarked
package io.asyncorm.explanation;

import org.jspecify.annotations.NullMarked;
