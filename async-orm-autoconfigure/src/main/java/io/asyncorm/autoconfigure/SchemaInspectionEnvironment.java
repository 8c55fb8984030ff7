package io.asyncorm.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes an application that was started to write models start nothing else: no web
 * server, nothing that changes the database, and no beans that want models which are not
 * there yet.
 */
final class SchemaInspectionEnvironment implements EnvironmentPostProcessor {

	/** Lazy beans are made nevertheless where others that are not lazy want them. */
	private static final Map<String, Object> QUIET = Map.of("spring.main.lazy-initialization", "true",
			"spring.main.web-application-type", "none", "async-orm.schema.action", "none", "spring.flyway.enabled",
			"false", "spring.liquibase.enabled", "false", "spring.sql.init.mode", "never",
			"spring.jpa.hibernate.ddl-auto", "none");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.containsProperty(SchemaInspectionCommand.PROPERTY)) {
			environment.getPropertySources().addFirst(new MapPropertySource("asyncOrmSchemaInspection", QUIET));
		}
	}

}
