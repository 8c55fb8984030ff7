package io.asyncorm.tenants;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

/** What a tenant writes. */
@Model
record Note(@Nullable Long id, String tenant, int number) {

}
