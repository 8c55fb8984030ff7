package io.asyncorm.repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;

/**
 * The models of these tests.
 */
final class Library {

	static final List<Class<?>> MODELS = List.of(Author.class, Tag.class, Book.class, Branch.class, Award.class,
			Edition.class, Stamp.class);

	private Library() {
	}

	static QuerySets querySets(OperationDispatcher dispatcher) {
		return querySets(MODELS, dispatcher);
	}

	static QuerySets querySets(List<Class<?>> models, OperationDispatcher dispatcher) {
		return new QuerySets(ModelRegistry.of(models), LookupRegistry.standard(), dispatcher);
	}

	enum Genre {

		NOVEL, POETRY

	}

	@Model(getLatestBy = "name")
	record Author(@Nullable Long id, @Column(length = 100) String name, boolean isActive) {
	}

	@Model
	record Tag(@Nullable Long id, String name) {
	}

	@Model(ordering = "title")
	record Book(@Nullable Long id, @Column(length = 100, unique = true) String title, @DefaultValue("0") int pages,
			@DefaultValue("0") BigDecimal price, @DefaultValue("NOVEL") Genre genre, @Nullable LocalDate published,
			@Nullable Instant added, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
			@ManyToMany(relatedName = "books") Many<Tag> tags) {

		static Book of(String title, int pages, Ref<Author> author) {
			return new Book(null, title, pages, BigDecimal.ZERO, Genre.NOVEL, null, null, author, none());
		}

		@SuppressWarnings("NullAway") // null stands for no tags
		private static Many<Tag> none() {
			return null;
		}

	}

	/** With a key that is a text. */
	@Model
	record Branch(@PrimaryKey String code, String city) {
	}

	/** With names that can be read in two ways. */
	@Model
	record Award(@Nullable Long id, String bookTitle,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "awards") Ref<Book> book) {
	}

	/** With a time that only the database writes. */
	@Model
	record Stamp(@Nullable Long id, String text, @ReadOnly Instant printed) {
	}

	/** With a document and dates. */
	@Model(ordering = "id")
	record Edition(@Nullable Long id, @Json Map<String, Object> meta, @Nullable LocalDate published, Instant added) {
	}

}
