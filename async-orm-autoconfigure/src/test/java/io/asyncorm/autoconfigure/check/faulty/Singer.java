package io.asyncorm.autoconfigure.check.faulty;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
public record Singer(@Nullable Long id, String name) {

}
