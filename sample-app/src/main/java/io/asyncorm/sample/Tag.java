package io.asyncorm.sample;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Model(ordering = "name")
public record Tag(@Nullable Long id, @NotBlank @Size(max = 50) @Column(length = 50, unique = true) String name) {

}
