package io.asyncorm.autoconfigure.library;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model
public record Book(@Nullable Long id, @Column(length = 100, unique = true) String title, @DefaultValue("0") int pages,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author) {

}
