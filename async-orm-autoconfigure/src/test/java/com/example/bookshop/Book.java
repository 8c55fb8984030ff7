package com.example.bookshop;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model(ordering = "title")
public record Book(@Nullable Long id, String title, @Nullable String subtitle, int pages,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") @Nullable Ref<Author> author) {

}
