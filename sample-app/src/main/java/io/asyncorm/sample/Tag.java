package io.asyncorm.sample;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model(ordering = "name")
public record Tag(@Nullable Long id, @Column(length = 50, unique = true) String name) {

}
