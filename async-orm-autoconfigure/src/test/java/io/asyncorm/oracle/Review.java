package io.asyncorm.oracle;

import java.time.Instant;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What a reader says of a book.
 */
@Model(table = "review", getLatestBy = { "created", "id" })
public record Review(@Nullable Long id,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Book> book,
		@Column(length = 60) @DefaultValue("") String reviewer, Short rating, @Nullable String body, Instant created,
		@DefaultValue("0") Integer helpful,
		@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "moderated") @Nullable Ref<Author> moderator) {
}
