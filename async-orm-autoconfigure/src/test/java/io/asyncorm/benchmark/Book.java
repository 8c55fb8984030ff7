package io.asyncorm.benchmark;

import java.math.BigDecimal;
import java.time.LocalDate;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.model.OnDelete.CASCADE;

/**
 * A row of eight columns, of the usual types, with an index in the order in which it is
 * listed: without one, a page measures how fast the server sorts.
 */
@Model
@Index(fields = { "author", "title" })
record Book(@Nullable Long id, String title, String isbn, int pages, BigDecimal price, LocalDate published,
		boolean inPrint, @ForeignKey(onDelete = CASCADE, relatedName = "books") Ref<Author> author) {

}
