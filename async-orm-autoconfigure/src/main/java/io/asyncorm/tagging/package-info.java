/**
 * Comments by which a database speaks of lines of the application: see
 * {@link io.asyncorm.tagging.StatementTags}.
 */
@NullMarked
package io.asyncorm.tagging;

import org.jspecify.annotations.NullMarked;
