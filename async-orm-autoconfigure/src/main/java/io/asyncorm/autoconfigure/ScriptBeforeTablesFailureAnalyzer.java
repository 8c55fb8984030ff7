package io.asyncorm.autoconfigure;

import java.sql.SQLException;

import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.schema.SchemaInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.init.ScriptStatementFailedException;

/**
 * Explains why a script, such as {@code data.sql}, finds no tables that are made from the
 * models: it is run before.
 */
final class ScriptBeforeTablesFailureAnalyzer extends AbstractFailureAnalyzer<ScriptStatementFailedException> {

	/** H2's are those of the others, and more. */
	private static final SqlErrors ERRORS = new H2Dialect().errors();

	private final @Nullable ConfigurableListableBeanFactory beans;

	private final Environment environment;

	ScriptBeforeTablesFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.beans = (beanFactory instanceof ConfigurableListableBeanFactory beans) ? beans : null;
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ScriptStatementFailedException cause) {
		if (!(cause.getCause() instanceof SQLException error) || ERRORS.kind(error) != ErrorKind.MISSING_TABLE
				|| this.beans == null || SchemaOrder.isBeforeScripts(this.environment)
				|| !isMaking(error, this.beans)) {
			return null;
		}
		return new FailureAnalysis(
				("A script needs a table that is not there: %s%n%n    %s%n%nasync-orm makes the tables of the models once"
						+ " scripts have been run.")
					.formatted(cause.getMessage(), ERRORS.message(error)),
				("If it is the table of a model, set '%s=true', so that scripts are run once these are made. Otherwise correct"
						+ " the script.")
					.formatted(SchemaOrder.DEFERRING),
				cause);
	}

	/** By default, only in an H2 in memory whose tables nobody else makes. */
	private boolean isMaking(SQLException error, ConfigurableListableBeanFactory beans) {
		if (beans.getBeanNamesForType(SchemaInitializer.class, true, false).length == 0) {
			return false;
		}
		return SchemaOrder.isMaking(this.environment) || SchemaOrder.action(this.environment).isEmpty()
				&& error.getClass().getName().startsWith("org.h2.") && !ManagedSchema.mayBeManaged(beans,
						this.environment, new DefaultResourceLoader(beans.getBeanClassLoader()));
	}

}
