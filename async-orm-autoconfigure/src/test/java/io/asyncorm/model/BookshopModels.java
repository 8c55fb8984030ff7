package io.asyncorm.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Models with every kind of relation, as a bookshop would have them.
 */
public final class BookshopModels {

	public static final ModelRegistry REGISTRY = ModelRegistry
		.of(List.of(Author.class, Profile.class, Book.class, Tag.class, Contribution.class, Store.class, Stock.class));

	private BookshopModels() {
	}

	@Model(getLatestBy = "joined")
	public record Author(@Nullable Long id, @Column(length = 80) String name,
			@Nullable @Column(unique = true) String email, Instant joined,
			@DefaultValue(supplier = RandomUuid.class) UUID token,
			@Nullable @ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "mentees") Ref<Author> mentor,
			@ManyToMany(symmetrical = true) Many<Author> friends,
			@ManyToMany(relatedName = "followed_by", table = "author_follows") Many<Author> follows,
			Many<Author> followedBy, Many<Book> books, One<Profile> profile) {
	}

	@Model
	public record Profile(@Nullable Long id,
			@OneToOne(onDelete = OnDelete.CASCADE, relatedName = "profile") Ref<Author> author,
			@DefaultValue("") String website) {
	}

	@Model(ordering = { "-author__name", "title", "author__joined__year" },
			uniqueTogether = @UniqueTogether({ "author", "title" }))
	public record Book(@Nullable Long id, String title, @DefaultValue("PAPERBACK") Format format,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "+") Ref<Author> editor,
			@ManyToMany(relatedName = "books") Many<Tag> tags,
			@ManyToMany(through = Contribution.class, relatedName = "contributed") Many<Author> contributors,
			@Json Map<String, Integer> meta, @Column(precision = 8, scale = 2) @DefaultValue("3.50") BigDecimal price,
			@Column(name = "in_stock") @DatabaseDefault("true") boolean isAvailable, @AutoNow Instant updated) {
	}

	@Model
	public record Tag(@PrimaryKey String slug, @DefaultValue("0") int weight) {
	}

	/** A class, with annotations at parameters, fields and accessors. */
	@Model(table = "contributions")
	public static class Contribution {

		@Column(name = "part")
		private final @Nullable String role;

		private final @Nullable Integer number;

		private final Ref<Book> book;

		private final Ref<Author> author;

		public Contribution(@PrimaryKey @Nullable Integer number,
				@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "contributions") Ref<Book> book,
				@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "contributions") Ref<Author> author,
				@Nullable String role) {
			this.number = number;
			this.book = book;
			this.author = author;
			this.role = role;
		}

		public @Nullable Integer getNumber() {
			return this.number;
		}

		public Ref<Book> book() {
			return this.book;
		}

		Ref<Author> getAuthor() {
			return this.author;
		}

		@Column(unique = true)
		public @Nullable String role() {
			return this.role;
		}

	}

	@Model
	public record Store(@Column(length = 8) @PrimaryKey String code) {
	}

	@Model
	public record Stock(UUID id, @ForeignKey(onDelete = OnDelete.SET_DEFAULT) @DefaultValue("main") Ref<Store> store) {
	}

	/** Of two kinds. */
	public enum Format {

		HARDBACK, PAPERBACK

	}

	/** Gives another value each time. */
	public static class RandomUuid implements Supplier<UUID> {

		@Override
		public UUID get() {
			return UUID.randomUUID();
		}

	}

}
