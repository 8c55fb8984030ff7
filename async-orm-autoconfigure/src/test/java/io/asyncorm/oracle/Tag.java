package io.asyncorm.oracle;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Model;
import io.asyncorm.query.Many;
import org.jspecify.annotations.Nullable;

/**
 * A tag of books, ordered by name.
 */
@Model(table = "tag", ordering = "name")
public record Tag(@Nullable Long id, @Column(length = 40, unique = true) @DefaultValue("") String name,
		@DefaultValue("0") Integer weight, Many<Book> books) {
}
