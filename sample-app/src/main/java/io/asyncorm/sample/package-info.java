/**
 * A small service of books: how an application uses async-orm.
 */
@NullMarked
package io.asyncorm.sample;

import org.jspecify.annotations.NullMarked;
