/**
 * What is wanted of the database, resolved and immutable: the state of a query set, the
 * operations that terminal methods make of it, and the ports that run these.
 */
@NullMarked
package io.asyncorm.plan;

import org.jspecify.annotations.NullMarked;
