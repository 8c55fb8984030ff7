package io.asyncorm.oracle;

import java.time.LocalDate;
import java.time.LocalTime;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Many;
import org.jspecify.annotations.Nullable;

/**
 * A shop, whose key is a text.
 */
@Model(table = "store", ordering = "name")
public record Store(@PrimaryKey @Column(length = 8) @DefaultValue("") String code,
		@Column(length = 60) @DefaultValue("") String name, @Column(length = 60) @DefaultValue("") String city,
		LocalDate opened, LocalTime opens, @Nullable LocalTime closes,
		@ManyToMany(through = Stock.class, relatedName = "stores") Many<Book> books, Many<Stock> stock) {
}
