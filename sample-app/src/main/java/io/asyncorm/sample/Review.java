package io.asyncorm.sample;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model(ordering = "-id", large = true)
public record Review(@Nullable Long id,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Book> book,
		@Column(length = 100) String reviewer, int stars, String text) {

	public Review {
		if (stars < 1 || stars > 5) {
			throw new IllegalArgumentException("'stars' must be a whole number between 1 and 5");
		}
	}

}
