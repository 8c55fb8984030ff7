package io.asyncorm.repository;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * A model of an interface that is compiled while the test runs, elsewhere.
 */
@Model
public record NamelessModel(@Nullable Long id, String name) {

}
