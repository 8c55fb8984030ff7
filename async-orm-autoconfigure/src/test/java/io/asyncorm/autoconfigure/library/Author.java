package io.asyncorm.autoconfigure.library;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
public record Author(@Nullable Long id, String name) {

}
