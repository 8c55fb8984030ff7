package io.asyncorm.persistence;

import java.math.BigDecimal;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Models with every rule for deletes, and with keys of one field and of several.
 */
final class WriteModels {

	static final ModelRegistry REGISTRY = ModelRegistry.of(List.of(Publisher.class, Author.class, Tag.class, Book.class,
			Review.class, Contract.class, Stock.class, Category.class, Person.class, Egg.class, Hen.class));

	private WriteModels() {
	}

	@Model
	record Publisher(@Nullable Long id, String name) {
	}

	@Model
	record Author(@Nullable Long id, String name,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "mentees") @Nullable Ref<Author> mentor) {
	}

	@Model
	record Tag(@Nullable Long id, @Column(unique = true) String name) {
	}

	@Model
	record Book(@Nullable Long id, @Column(unique = true) String title, int pages,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
			@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "books") Ref<Publisher> publisher,
			@ManyToMany(relatedName = "books") Many<Tag> tags) {
	}

	@Model
	record Review(@Nullable Long id, int stars,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Book> book,
			@ForeignKey(onDelete = OnDelete.SET_DEFAULT,
					relatedName = "reviews") @DefaultValue("7") Ref<Author> critic) {
	}

	@Model
	record Contract(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.RESTRICT, relatedName = "contracts") Ref<Author> author,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "contracts") @Nullable Ref<Book> book) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "store", "sku" }))
	record Stock(@Nullable Long id, String store, String sku, BigDecimal price, int amount) {
	}

	@Model
	record Category(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "children") @Nullable Ref<Category> parent) {
	}

	@Model
	record Person(@Nullable Long id, @ManyToMany(symmetrical = true) Many<Person> friends) {
	}

	@Model
	record Egg(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "eggs") @Nullable Ref<Hen> hen) {
	}

	@Model
	record Hen(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "hens") Ref<Egg> egg) {
	}

	static ModelMetadata<?> model(Class<?> type) {
		return REGISTRY.require(type);
	}

	static ModelField field(Class<?> type, String name) {
		ModelField field = model(type).findField(name);
		if (field == null) {
			throw new IllegalArgumentException(name);
		}
		return field;
	}

	static Change change(Class<?> type, String name, @Nullable Object value) {
		ModelField field = field(type, name);
		return new Change(field,
				(value instanceof Expression expression) ? expression : Expression.Value.of(value, field.type()));
	}

	static Expression column(Class<?> type, String name) {
		return new Expression.Column(List.of(), field(type, name), 0);
	}

	static Expression value(Object value) {
		return Expression.Value.of(value, value.getClass());
	}

}
