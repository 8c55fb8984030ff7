package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * An agreement with an author, whose key is a UUID.
 */
@Model(table = "contract")
public record Contract(@PrimaryKey @DefaultValue(supplier = RandomUuid.class) @Nullable UUID id,
		@ForeignKey(onDelete = OnDelete.RESTRICT, relatedName = "contracts") Ref<Author> author,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "contracts") @Nullable Ref<Book> book, LocalDate signed,
		@Column(precision = 12, scale = 2) BigDecimal amount, @Nullable Duration term) {
}
