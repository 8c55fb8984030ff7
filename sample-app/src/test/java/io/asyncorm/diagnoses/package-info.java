/**
 * What the library tells of mistakes, each seen to speak over the books of the sample.
 */
@NullMarked
package io.asyncorm.diagnoses;

import org.jspecify.annotations.NullMarked;
