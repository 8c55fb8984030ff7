package io.asyncorm.autoconfigure.check.sound;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
public record Singer(@Nullable Long id, String name) {

}
