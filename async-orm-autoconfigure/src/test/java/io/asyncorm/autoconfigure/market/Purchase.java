package io.asyncorm.autoconfigure.market;

import java.util.Map;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model(distributedBy = "shop", ordering = "id")
record Purchase(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "purchases") Ref<Customer> customer, Money price,
		@Json Map<String, Object> details) {

}
