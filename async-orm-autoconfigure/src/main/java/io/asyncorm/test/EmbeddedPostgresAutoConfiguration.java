package io.asyncorm.test;

import javax.sql.DataSource;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.ManagedSchema;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.schema.SchemaInitializer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Gives {@link AsyncOrmTest @AsyncOrmTest} a database in an embedded PostgreSQL, unless
 * the test has one of its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = { AsyncOrmAutoConfiguration.class, DataSourceAutoConfiguration.class },
		afterName = "org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration")
@ConditionalOnClass(EmbeddedPostgres.class)
@ConditionalOnMissingBean({ DataSource.class, JdbcConnectionDetails.class })
@Conditional(TestDatabaseCondition.class)
public final class EmbeddedPostgresAutoConfiguration {

	EmbeddedPostgresAutoConfiguration() {
	}

	@Bean
	EmbeddedDatabase asyncOrmEmbeddedDatabase() {
		return EmbeddedPostgresServer.running().createDatabase();
	}

	/** Makes the tables unless migrations or scripts do. */
	@Bean(initMethod = "start", destroyMethod = "stop")
	@ConditionalOnMissingBean
	@Conditional(UnspokenSchemaCondition.class)
	SchemaInitializer asyncOrmTestSchemaInitializer(Assembly assembly, ApplicationContext context) {
		return assembly
			.schema(ManagedSchema.isManaged(assembly.dataSource(), context) ? SchemaAction.NONE : SchemaAction.CREATE);
	}

}
