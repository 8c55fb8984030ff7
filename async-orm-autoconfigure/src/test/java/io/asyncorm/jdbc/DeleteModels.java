package io.asyncorm.jdbc;

import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Models with every rule for what happens to rows that point to a deleted one.
 */
final class DeleteModels {

	static final Class<?>[] ALL = { Publisher.class, Author.class, Tag.class, Book.class, Review.class, Contract.class,
			Category.class, Egg.class, Hen.class };

	private DeleteModels() {
	}

	@Model
	record Publisher(@Nullable Long id, String name) {
	}

	@Model
	record Author(@Nullable Long id, String name,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "mentees") @Nullable Ref<Author> mentor) {
	}

	@Model
	record Tag(@Nullable Long id, String name) {
	}

	@Model
	record Book(@Nullable Long id, String title,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
			@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "books") @Nullable Ref<Publisher> publisher,
			@ManyToMany(relatedName = "books") @Nullable Many<Tag> tags) {
	}

	@Model
	record Review(@Nullable Long id, int stars,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Book> book,
			@ForeignKey(onDelete = OnDelete.SET_DEFAULT,
					relatedName = "reviews") @DefaultValue("1") Ref<Author> critic) {
	}

	@Model
	record Contract(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.RESTRICT, relatedName = "contracts") Ref<Author> author,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "contracts") @Nullable Ref<Book> book) {
	}

	@Model
	record Category(@Nullable Long id, String name,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "children") @Nullable Ref<Category> parent) {
	}

	@Model
	record Egg(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "hens") @Nullable Ref<Hen> hen) {
	}

	@Model
	record Hen(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "eggs") Ref<Egg> egg) {
	}

}
