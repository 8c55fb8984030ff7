package io.asyncorm.autoconfigure;

import io.asyncorm.schema.UnwrittenMigrationException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains at startup that no migration can be written for a database, which property
 * asked for one, and what to do instead.
 */
final class UnwrittenMigrationFailureAnalyzer extends AbstractFailureAnalyzer<UnwrittenMigrationException> {

	private static final String COMMAND = "async-orm.schema.diff";

	private final Environment environment;

	UnwrittenMigrationFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnwrittenMigrationException cause) {
		String asked = this.environment.containsProperty(COMMAND) ? COMMAND : "async-orm.schema.action=diff";
		return new FailureAnalysis(
				("No migration can be written for %s%s, as '%s' asks for: what a schema lacks is found out by temporary"
						+ " tables in the catalog of the database, which only PostgreSQL has.")
					.formatted(cause.getDialect(), dataSource(rootFailure), asked),
				"Start the application over PostgreSQL to have the migration written, or set"
						+ " 'async-orm.schema.action=validate' instead: it reports what the schema lacks, with the"
						+ " statements that mend it, for a migration of your own.",
				cause);
	}

	/** Which one it is, where it is declared by its name. */
	private static String dataSource(@Nullable Throwable failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			String bean = (each instanceof BeanCreationException creation) ? creation.getBeanName() : null;
			if (bean != null && bean.startsWith(DatabaseDefinitions.SCHEMA)) {
				return " in the data source '%s'".formatted(bean.substring(DatabaseDefinitions.SCHEMA.length()));
			}
		}
		return "";
	}

}
