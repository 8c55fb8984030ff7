package io.asyncorm.schema;

import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.model.ModelRegistry;
import org.jspecify.annotations.Nullable;

/** The tables that a database has, and what models want of them. */
final class TestedSchema {

	private TestedSchema() {
	}

	/** What brings them to the models, and what is left to people. */
	static List<SchemaStep> steps(@Nullable DataSource database, Class<?>... models) {
		return comparison(database, models).steps();
	}

	/** What brings them to the models. */
	static List<SchemaStep> needed(@Nullable DataSource database, Class<?>... models) {
		return steps(database, models).stream().filter((step) -> !step.optional()).toList();
	}

	static SchemaComparison comparison(@Nullable DataSource database, Class<?>... models) {
		DataSource live = Objects.requireNonNull(database);
		Dialect dialect = DataSourceDialects.of(live);
		return new SchemaComparison(ModelRegistry.of(List.of(models)), dialect,
				new JdbcCatalogReader(live, dialect, null, false));
	}

	/** Those of the schema that sessions are in. */
	static List<CatalogTable> tables(@Nullable DataSource database) {
		DataSource live = Objects.requireNonNull(database);
		return new JdbcCatalogReader(live, DataSourceDialects.of(live), null, false).tables(List.of(""));
	}

}
