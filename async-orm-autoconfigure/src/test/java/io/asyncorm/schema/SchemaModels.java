package io.asyncorm.schema;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Models with every kind of column and constraint, some of which point to each other.
 */
final class SchemaModels {

	static final ModelRegistry REGISTRY = ModelRegistry
		.of(List.of(Book.class, Author.class, Tag.class, Profile.class, Hen.class, Egg.class));

	private SchemaModels() {
	}

	@Model(uniqueTogether = @UniqueTogether({ "author", "title" }))
	record Book(@Nullable Long id, @Column(length = 100, unique = true) String title, @DefaultValue("0") int pages,
			@Column(precision = 8, scale = 2) @Nullable BigDecimal price, @DatabaseDefault("true") boolean inPrint,
			@Nullable Instant published, @Json @Nullable Map<String, String> meta, Format format,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "sequels") @Nullable Ref<Book> sequelOf,
			@ManyToMany(relatedName = "books") Many<Tag> tags) {
	}

	enum Format {

		HARDBACK, PAPERBACK

	}

	@Model
	record Author(@Nullable Integer id, String name) {
	}

	@Model
	record Tag(@Column(length = 40) @PrimaryKey String slug) {
	}

	@Model
	record Profile(@Nullable Long id, @OneToOne(onDelete = OnDelete.CASCADE) Ref<Author> author) {
	}

	@Model
	record Hen(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Egg> hatched) {
	}

	@Model
	record Egg(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Hen> laidBy) {
	}

}
