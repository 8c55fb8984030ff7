/**
 * What users and clients send that cannot be done: each is refused by an exception of its
 * own that says why, and leaves nothing behind.
 */
@NullMarked
package io.asyncorm.badinput;

import org.jspecify.annotations.NullMarked;
