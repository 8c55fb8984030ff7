package io.asyncorm.oracle;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * A category of books, in a tree.
 */
@Model(table = "category", ordering = "name")
public record Category(@Nullable Long id, @Column(length = 60, unique = true) @DefaultValue("") String name,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "children") @Nullable Ref<Category> parent,
		Many<Category> children, Many<Book> books) {
}
