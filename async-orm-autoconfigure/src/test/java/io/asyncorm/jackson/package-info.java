@NullMarked
package io.asyncorm.jackson;

import org.jspecify.annotations.NullMarked;
