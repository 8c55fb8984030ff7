/**
 * Tests behind a pooler that gives each transaction another session of the server.
 */
@NullMarked
package io.asyncorm.pooler;

import org.jspecify.annotations.NullMarked;
