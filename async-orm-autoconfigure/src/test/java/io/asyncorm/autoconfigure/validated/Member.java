package io.asyncorm.autoconfigure.validated;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Someone whose properties have constraints.
 */
@Model
public record Member(@Nullable Long id, @Column(unique = true) @NotBlank @Size(max = 5) String name,
		@PositiveOrZero int points) {

}
