@NullMarked
package io.asyncorm.autoconfigure.migration;

import org.jspecify.annotations.NullMarked;
