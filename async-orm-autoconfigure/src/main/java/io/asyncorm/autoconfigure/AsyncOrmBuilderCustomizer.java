package io.asyncorm.autoconfigure;

import io.asyncorm.AsyncOrm;

/**
 * A bean that changes the settings by which async-orm is set up, after the properties:
 * for what is computed, or depends on other beans. Several are called in their
 * {@link org.springframework.core.annotation.Order @Order}, for each data source.
 *
 * <pre class="code">
 * &#064;Bean
 * AsyncOrmBuilderCustomizer moreLanesAtNight(Load load) {
 *     return (builder) -&gt; builder.lanes(load.lanes()).timeout(load.timeout());
 * }
 * </pre>
 *
 * What Spring Boot's set-up takes from beans, such as models, converters, callbacks and
 * the dialect, is refused here.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AsyncOrmBuilderCustomizer {

	/** Changes settings. It may be called several times. */
	void customize(AsyncOrm.Builder builder);

}
