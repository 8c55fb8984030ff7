package io.asyncorm.autoconfigure.web.shop;

import java.time.LocalDate;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.Version;
import io.asyncorm.query.Ref;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is sold.
 */
@Model
public record Article(@Nullable Long id, @Column(unique = true, length = 10) @Size(min = 2) String name, int stock,
		@Column(name = "secret_price") int price, @Nullable LocalDate since, @Nullable Colour colour,
		@Nullable @ForeignKey(onDelete = OnDelete.PROTECT) Ref<Maker> maker, @Version long version) {

	public Article {
		if (stock < 0) {
			throw new IllegalArgumentException("an article cannot have less than no stock");
		}
	}

}
