/**
 * Tests of the plan.
 */
@NullMarked
package io.asyncorm.plan;

import org.jspecify.annotations.NullMarked;
