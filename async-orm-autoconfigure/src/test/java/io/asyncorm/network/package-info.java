/**
 * Tests on networks that stall, lose answers, deliver late or break.
 */
@NullMarked
package io.asyncorm.network;

import org.jspecify.annotations.NullMarked;
