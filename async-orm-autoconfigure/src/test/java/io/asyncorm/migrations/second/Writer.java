package io.asyncorm.migrations.second;

import io.asyncorm.model.Column;
import io.asyncorm.model.Comment;
import io.asyncorm.model.Model;
import io.asyncorm.model.RenamedFrom;
import org.jspecify.annotations.Nullable;

@Model
@Comment("Who writes")
public record Writer(@Nullable Long id, @Column(unique = true, length = 80) @RenamedFrom("name") String fullName) {
}
