package io.asyncorm.autoconfigure;

import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.jackson.AsyncOrmModule;
import io.asyncorm.query.Ref;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncOrmJacksonAutoConfiguration}.
 */
class AsyncOrmJacksonAutoConfigurationTests {

	@Test
	void addsTheJacksonModuleWithTheModels() {
		ApplicationContextRunner runner = LibraryContexts.library()
			.withConfiguration(AutoConfigurations.of(AsyncOrmJacksonAutoConfiguration.class));

		runner.run((context) -> {
			JsonMapper mapper = JsonMapper.builder()
				.addModules(context.getBeansOfType(JacksonModule.class).values())
				.build();
			assertThat(mapper.writeValueAsString(Ref.of(Author.class, 7))).isEqualTo("7");
		});
		runner.withUserConfiguration(OwnModule.class)
			.run((context) -> assertThat(context).hasSingleBean(AsyncOrmModule.class).hasBean("ownModule"));
		runner.withPropertyValues("async-orm.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(AsyncOrmModule.class));
		runner.withClassLoader(new FilteredClassLoader(JacksonModule.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("asyncOrmModule"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnModule {

		@Bean
		AsyncOrmModule ownModule() {
			return new AsyncOrmModule();
		}

	}

}
