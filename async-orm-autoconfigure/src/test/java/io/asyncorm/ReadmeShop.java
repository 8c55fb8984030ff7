package io.asyncorm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;

/**
 * The models that the README's table of forms speaks of, and what its forms mean.
 */
public final class ReadmeShop implements OperationDispatcher {

	public static final Author ann = new Author(1L, "Ann", null, null);

	public static final LocalDate today = LocalDate.of(2026, 11, 22);

	public final QuerySet<Book> books;

	public final QuerySet<Author> authors;

	private final List<Operation<?>> operations = new ArrayList<>();

	ReadmeShop() {
		QuerySets querySets = new QuerySets(
				ModelRegistry.of(List.of(Author.class, Tag.class, Book.class, Review.class, Shelf.class)),
				LookupRegistry.standard(), this);
		this.books = querySets.of(Book.class);
		this.authors = querySets.of(Author.class);
	}

	/** All that the database would be asked for a result of a query set's method. */
	List<Object> meaning(Object result) {
		if (result instanceof ValuesQuerySet<?, ?> querySet) {
			querySet.alist();
		}
		Operation<?> operation = this.operations.remove(0);
		return switch (operation) {
			case Operation.Read<?, ?> read -> List.of(read.name(), read.state());
			case Operation.Aggregate<?> aggregate -> List.of(aggregate.name(), aggregate.state(), aggregate.values());
			default -> List.of(operation);
		};
	}

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		this.operations.add(operation);
		return new CompletableFuture<>();
	}

	public enum Format {

		PAPER, SCREEN

	}

	@Model
	public record Author(@Nullable Long id, String name, @Nullable Integer born,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "mentees") @Nullable Ref<Author> mentor) {
	}

	@Model
	public record Tag(@Nullable Long id, @Column(unique = true) String name, int weight) {
	}

	@Model
	public record Book(@Nullable Long id, String title, int pages, Format format, boolean inPrint,
			@Nullable LocalDate published, Instant added, @Json Map<String, Object> meta,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
			@ManyToMany(relatedName = "books") Many<Tag> tags) {
	}

	@Model
	public record Review(@Nullable Long id, int stars,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Book> book) {
	}

	/** A class whose accessors are a bean's. */
	@Model
	public static final class Shelf {

		private final @Nullable Long id;

		private final String label;

		private final boolean full;

		public Shelf(@Nullable Long id, String label, boolean full) {
			this.id = id;
			this.label = label;
			this.full = full;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public String getLabel() {
			return this.label;
		}

		public boolean isFull() {
			return this.full;
		}

	}

}
