package io.asyncorm.sample;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model(ordering = "title")
public record Book(@Nullable Long id, @Column(length = 200, unique = true) String title,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author, int year,
		@Column(length = 2) String language, @DefaultValue("0") int pages,
		@ManyToMany(relatedName = "books") Many<Tag> tags, Many<Review> reviews) {

}
