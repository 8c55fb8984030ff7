package io.asyncorm.migrations.first;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model
public record Novel(@Nullable Long id, @Column(length = 100) String title, int pages,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "novels") Ref<Writer> writer) {
}
