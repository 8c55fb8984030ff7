package io.asyncorm.autoconfigure.web.shop;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Who makes articles.
 */
@Model
public record Maker(@Nullable Long id, String name) {

}
