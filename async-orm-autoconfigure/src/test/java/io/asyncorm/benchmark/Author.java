package io.asyncorm.benchmark;

import io.asyncorm.model.Model;
import io.asyncorm.query.Many;
import org.jspecify.annotations.Nullable;

/** The parent of a hundred books. */
@Model
record Author(@Nullable Long id, String name, Many<Book> books) {

}
