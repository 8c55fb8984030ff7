package io.asyncorm.autoconfigure.billing;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model
public record Line(@Nullable Long id,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "lines") Ref<Invoice> invoice, int amount) {

}
