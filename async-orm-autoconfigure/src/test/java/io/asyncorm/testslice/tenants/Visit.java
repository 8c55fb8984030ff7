package io.asyncorm.testslice.tenants;

import io.asyncorm.model.CreatedBy;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import org.jspecify.annotations.Nullable;

@Model(distributedBy = "shop", ordering = "id")
public record Visit(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id, String page,
		@CreatedBy @Nullable String guide) {

}
