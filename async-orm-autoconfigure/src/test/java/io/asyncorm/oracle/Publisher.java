package io.asyncorm.oracle;

import java.time.LocalDate;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import org.jspecify.annotations.Nullable;

/**
 * A publisher; its rating is in a column of another name.
 */
@Model(table = "publisher")
public record Publisher(@Nullable Long id, @Column(length = 80, unique = true) @DefaultValue("") String name,
		@Column(length = 60) @Nullable String city, @Nullable LocalDate founded,
		@Column(name = "stars") @Nullable Double rating, @DefaultValue("true") Boolean active, @Nullable Integer staff,
		@Json @DefaultValue(supplier = EmptyDocument.class) Object settings, Many<Book> books,
		One<Profile> ambassador) {
}
