/**
 * What a model is: annotations, relations, and the frozen metadata of all models.
 */
@NullMarked
package io.asyncorm.model;

import org.jspecify.annotations.NullMarked;
