/**
 * A repository and a model that nothing outside of their package sees.
 */
@NullMarked
package io.asyncorm.autoconfigure.hidden;

import org.jspecify.annotations.NullMarked;
