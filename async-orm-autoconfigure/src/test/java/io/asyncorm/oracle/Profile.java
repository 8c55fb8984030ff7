package io.asyncorm.oracle;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What an author says of themselves, one to one.
 */
@Model(table = "profile")
public record Profile(@Nullable Long id,
		@OneToOne(onDelete = OnDelete.CASCADE, relatedName = "profile") Ref<Author> author, @Nullable String bio,
		@Column(length = 200) @DefaultValue("") String website, @DefaultValue("0") Integer followers,
		@DefaultValue("false") Boolean verified,
		@OneToOne(onDelete = OnDelete.SET_NULL, relatedName = "ambassador") @Nullable Ref<Publisher> sponsor) {
}
