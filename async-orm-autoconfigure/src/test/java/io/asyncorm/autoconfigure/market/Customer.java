package io.asyncorm.autoconfigure.market;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Many;
import org.jspecify.annotations.Nullable;

@Model(distributedBy = "shop", ordering = "id")
record Customer(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
		@Column(length = 60) String name, @Embedded(prefix = "home_") @Nullable Place home,
		@DefaultValue("0") int points, @Nullable Many<Purchase> purchases) {

}
