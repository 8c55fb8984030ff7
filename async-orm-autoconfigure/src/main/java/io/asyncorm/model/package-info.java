/**
 * Models: the annotations that declare them, and the metadata that is read from them at
 * startup.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm.model;

import org.jspecify.annotations.NullMarked;
