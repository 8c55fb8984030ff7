package io.asyncorm.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Finds repositories in other packages than those of the application, which are scanned
 * without it. Models in other packages are named with Spring Boot's {@code @EntityScan}.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
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

}
