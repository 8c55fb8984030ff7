package io.asyncorm.compiler;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;

/**
 * A few models, and query sets over them whose operations are kept instead of run.
 */
public final class Bookshop implements OperationDispatcher {

	public final List<Operation<?>> operations = new ArrayList<>();

	private final QuerySets querySets = new QuerySets(
			ModelRegistry.of(List.of(Author.class, Tag.class, Book.class, Review.class)), LookupRegistry.standard(),
			this);

	public <M> QuerySet<M> all(Class<M> model) {
		return this.querySets.of(model);
	}

	public <M> ModelMetadata<M> model(Class<M> model) {
		return this.querySets.models().require(model);
	}

	public QuerySets querySets() {
		return this.querySets;
	}

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		this.operations.add(operation);
		return new CompletableFuture<>();
	}

	@Model
	public record Author(@Nullable Long id, String name, @Nullable Integer born,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "mentees") @Nullable Ref<Author> mentor) {
	}

	@Model(ordering = "name")
	public record Tag(@Nullable Long id, @Column(length = 40, unique = true) String name, int weight) {
	}

	@Model(ordering = { "-published", "id" })
	public record Book(@Nullable Long id, String title, @Nullable Integer pages, BigDecimal price,
			@Nullable LocalDate published, boolean inPrint,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "edited") @Nullable Ref<Author> editor,
			@ManyToMany(relatedName = "books") Many<Tag> tags) {
	}

	@Model
	public record Review(@Nullable Long id, int stars, @Nullable String body,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Book> book) {
	}

}
