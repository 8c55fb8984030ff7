/**
 * Puts async-orm together: which part is made of which others, for
 * {@code AsyncOrm.builder(...)} as for the auto-configuration. Internal: it may change at
 * any time.
 */
@NullMarked
package io.asyncorm.assembly;

import org.jspecify.annotations.NullMarked;
