/**
 * What a model is: annotations, relations, and the frozen metadata of all models.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm.model;

import org.jspecify.annotations.NullMarked;
