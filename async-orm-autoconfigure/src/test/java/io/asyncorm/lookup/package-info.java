@NullMarked
package io.asyncorm.lookup;

import org.jspecify.annotations.NullMarked;
