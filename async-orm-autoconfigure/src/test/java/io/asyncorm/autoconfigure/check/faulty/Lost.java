package io.asyncorm.autoconfigure.check.faulty;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
public record Lost(@Nullable Long id, String name) {

}
