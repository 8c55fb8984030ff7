package io.asyncorm.benchmark;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

/** What is inserted, and updated by its name. */
@Model
record Counter(@Nullable Long id, @Column(length = 100, unique = true) String name, int amount) {

}
