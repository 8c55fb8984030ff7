package io.asyncorm.sample;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model(ordering = "name")
public record Author(@Nullable Long id, @Column(unique = true) String name) {

}
