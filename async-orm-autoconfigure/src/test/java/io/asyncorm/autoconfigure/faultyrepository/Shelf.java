package io.asyncorm.autoconfigure.faultyrepository;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
public record Shelf(@Nullable Long id, String room) {

}
