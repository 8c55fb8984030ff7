package io.asyncorm.sample;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Model(ordering = "title")
public record Book(@Nullable Long id, @NotBlank @Size(max = 200) @Column(length = 200, unique = true) String title,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
		@Min(-3000) @Max(2100) int year, @Size(min = 2, max = 2) @Column(length = 2) String language,
		@PositiveOrZero @DefaultValue("0") int pages, @ManyToMany(relatedName = "books") Many<Tag> tags,
		Many<Review> reviews) {

}
