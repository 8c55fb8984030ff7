package io.asyncorm.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Finds repositories in other packages than those of the application, which are scanned
 * without it. Models in other packages are named with Spring Boot's {@code @EntityScan}.
 * <p>
 * With {@link #dataSourceRef()}, the repositories and models are those of another
 * {@code DataSource} than the primary one, with lanes and transactions of its own:
 *
 * <pre class="code">
 * &#64;EnableAsyncRepositories(basePackages = "com.example.billing", dataSourceRef = "billing")
 * </pre>
 *
 * The models are those in the packages, those of the repositories in them, and all that
 * these refer to. A bean of type {@code AsyncTransactions} is injected with
 * {@code @Qualifier("billing")}.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(EnableAsyncRepositories.Several.class)
@Import(RepositoryRegistrar.class)
public @interface EnableAsyncRepositories {

	/**
	 * The packages to scan; that of the annotated class if none is named.
	 */
	@AliasFor("basePackages")
	String[] value() default {};

	/**
	 * The packages to scan; that of the annotated class if none is named.
	 */
	@AliasFor("value")
	String[] basePackages() default {};

	/**
	 * Classes whose packages are scanned.
	 */
	Class<?>[] basePackageClasses() default {};

	/**
	 * The name of the bean of the {@code DataSource} that the repositories are for; the
	 * primary one if none is named.
	 */
	String dataSourceRef() default "";

	/**
	 * The name of the bean of the transaction manager for that {@code DataSource}. If
	 * none is named, it is the one over it, or a {@code JdbcTransactionManager} of its
	 * own.
	 */
	String transactionManagerRef() default "";

	/**
	 * Several of them, for several data sources.
	 */
	@Documented
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Import(RepositoryRegistrar.class)
	@interface Several {

		/** Each of them. */
		EnableAsyncRepositories[] value();

	}

}
