package io.asyncorm.testslice.notes;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model(ordering = "id")
public record Note(@Nullable Long id, String text, Colour colour,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "notes") Ref<Topic> topic) {

}
