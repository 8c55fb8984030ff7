/**
 * Tests of models whose rows belong to tenants ({@code @Model(distributedBy)}).
 */
@NullMarked
package io.asyncorm.distributed;

import org.jspecify.annotations.NullMarked;
