package io.asyncorm.autoconfigure.converted;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * A model whose price is converted.
 */
@Model
public record Product(@Nullable Long id, Price price) {

}
