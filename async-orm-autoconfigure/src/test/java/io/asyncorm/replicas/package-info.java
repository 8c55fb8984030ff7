/**
 * Reads from a standby that streams from its primary.
 */
@NullMarked
package io.asyncorm.replicas;

import org.jspecify.annotations.NullMarked;
