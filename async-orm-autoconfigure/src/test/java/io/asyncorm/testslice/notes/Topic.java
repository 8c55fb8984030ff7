package io.asyncorm.testslice.notes;

import org.jspecify.annotations.Nullable;

import io.asyncorm.model.Model;

@Model
public record Topic(@Nullable Long id, String name) {

}
