/**
 * A dialect from outside: what it has to say, and how it is found.
 */
@NullMarked
package io.asyncorm.dialectprovider;

import org.jspecify.annotations.NullMarked;
