package io.asyncorm.migrations.first;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
public record Writer(@Nullable Long id, @Column(unique = true) String name, @Nullable String nick) {
}
