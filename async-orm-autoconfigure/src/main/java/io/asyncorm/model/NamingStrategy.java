package io.asyncorm.model;

/**
 * Names the tables and columns of models that name none themselves. One that is a bean
 * replaces the names in snake case, for all models:
 *
 * <pre class="code">
 * &#64;Bean
 * NamingStrategy namingStrategy() {
 *     return new NamingStrategy() {
 *
 *         &#64;Override
 *         public String table(String model) {
 *             return "T_" + model.toUpperCase(Locale.ROOT);
 *         }
 *
 *     };
 * }
 * </pre>
 *
 * Lookups and keyword arguments name properties, whatever their columns are called.
 *
 * @since 0.1.0
 */
public interface NamingStrategy {

	/** Snake case: {@code book_review} for {@code BookReview}. */
	NamingStrategy SNAKE_CASE = new NamingStrategy() {
	};

	/**
	 * The name of a model's table.
	 * @param model the simple name of the class
	 */
	default String table(String model) {
		return PropertyNames.toSnakeCase(model);
	}

	/**
	 * The name of a property's column; also what the columns of a value that is
	 * {@link Embedded} begin with.
	 */
	default String column(String property) {
		return PropertyNames.toSnakeCase(property);
	}

	/** The name of the column of a foreign key: {@code author_id} for {@code author}. */
	default String foreignKey(String property) {
		return column(property + "Id");
	}

}
