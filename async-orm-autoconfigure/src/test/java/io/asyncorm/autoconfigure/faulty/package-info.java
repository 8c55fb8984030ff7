/**
 * What cannot work as it is declared.
 */
@NullMarked
package io.asyncorm.autoconfigure.faulty;

import org.jspecify.annotations.NullMarked;
