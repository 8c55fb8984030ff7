package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.time.Instant;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * How many of a book a shop has.
 */
@Model(table = "stock", ordering = { "store", "-quantity", "id" },
		uniqueTogether = @UniqueTogether({ "store", "book" }))
public record Stock(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "stock") Ref<Store> store,
		@ForeignKey(onDelete = OnDelete.RESTRICT, relatedName = "stock") Ref<Book> book,
		@DefaultValue("0") Integer quantity, @Column(precision = 8, scale = 2) @Nullable BigDecimal price,
		@Nullable Instant restocked) {
}
