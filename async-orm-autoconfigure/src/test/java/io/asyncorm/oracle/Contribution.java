package io.asyncorm.oracle;

import java.math.BigDecimal;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Who helped with a book, and how.
 */
@Model(table = "contribution", uniqueTogether = @UniqueTogether({ "book", "author", "role" }))
public record Contribution(@Nullable Long id,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "contributions") Ref<Book> book,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "contributions") Ref<Author> author,
		@Column(length = 12) @DefaultValue("coauthor") String role,
		@Column(precision = 5, scale = 2) @Nullable BigDecimal share) {
}
