package io.asyncorm.oracle;

import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.PropertyNames;
import org.jspecify.annotations.Nullable;

/**
 * The models of the bookshop, and what a name in a case means among them.
 */
final class OracleModels {

	static final ModelRegistry REGISTRY = ModelRegistry
		.of(List.of(Category.class, Publisher.class, Tag.class, Author.class, Profile.class, Book.class,
				Contribution.class, Review.class, Store.class, Stock.class, Contract.class));

	private OracleModels() {
	}

	static ModelMetadata<?> named(String name) {
		return REGISTRY.models()
			.stream()
			.filter((model) -> model.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new NotExpressible("there is no model " + name));
	}

	/** The metadata of an object's model; null if it is no model. */
	static @Nullable ModelMetadata<?> of(@Nullable Object object) {
		return (object != null) ? REGISTRY.find(object.getClass()) : null;
	}

	/** The property that holds an attribute of an object; null if there is none. */
	static ModelMetadata.@Nullable Property property(ModelMetadata<?> model, String attribute) {
		String name = PropertyNames.toCamelCase(attribute.equals("pk") ? model.key().name() : attribute);
		return model.properties()
			.stream()
			.filter((property) -> PropertyNames.toCamelCase(property.name()).equals(name))
			.findFirst()
			.orElse(null);
	}

	/** The foreign key whose column an attribute such as {@code author_id} names. */
	static @Nullable ModelField foreignKeyColumn(ModelMetadata<?> model, String attribute) {
		ModelField field = model.findField(attribute);
		return (attribute.endsWith("_id") && field != null && field.relation() != null) ? field : null;
	}

	/** What Django calls a table's key in a row of the database. */
	static String keyColumn(String table) {
		return ofTable(table).key().column();
	}

	/** The model of a table, also of one behind a many-to-many relation. */
	static ModelMetadata<?> ofTable(String table) {
		return all().filter((model) -> model.table().equals(table)).findFirst().orElseThrow();
	}

	/** All tables, those behind many-to-many relations too. */
	static List<String> tables() {
		return all().<String>map(ModelMetadata::table).toList();
	}

	private static Stream<ModelMetadata<?>> all() {
		return Stream.concat(REGISTRY.models().stream(), REGISTRY.joinTables().stream());
	}

}
