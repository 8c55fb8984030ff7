package io.asyncorm.autoconfigure;

import java.time.Duration;
import java.time.ZoneId;

import io.asyncorm.AsyncOrm;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.LibraryApplication;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.LifecycleCallbacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AsyncOrmBuilderCustomizer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class BuilderCustomizerTests {

	@Test
	void settingsOfCustomizersGoBeforePropertiesInTheirOrder() {
		LibraryContexts.library()
			.withUserConfiguration(Customizers.class)
			.withPropertyValues("async-orm.execution.lanes=3", "async-orm.execution.queue-capacity=7")
			.run((context) -> {
				LanePlan lanes = context.getBean(LanePlan.class);

				assertThat(lanes.lanes()).isEqualTo(2);
				assertThat(lanes.settings().timeout()).isEqualTo(Duration.ofSeconds(6));
				assertThat(lanes.settings().queueCapacity()).isEqualTo(7);
				assertThat(context.getBean(LookupRegistry.class).timeZone()).isEqualTo(ZoneId.of("Europe/Paris"));
				assertThatExceptionOfType(FieldException.class)
					.isThrownBy(() -> context.getBean(Authors.class).filter("name__regex", "a"));
			});
	}

	@Test
	void whatIsTakenFromBeansIsRefused(CapturedOutput output) {
		FailingStart.start(Misplaced.class);

		assertThat(output).contains(
				"""
						Description:

						The AsyncOrmBuilderCustomizer '%s' calls 'callbacks', 'schemaAction' of the builder, which is not asked for that in Spring Boot.

						Action:

						Declare what you give to 'callbacks' as a bean. Set the property 'async-orm.schema.action'.
						"""
					.formatted(WithCallbacks.class.getName()));
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		AsyncOrmBuilderCustomizer second() {
			return (builder) -> builder.lanes(2).disabledLookups("regex");
		}

		@Bean
		@Order(1)
		AsyncOrmBuilderCustomizer first() {
			return (builder) -> builder.lanes(1).timeout(Duration.ofSeconds(6)).timeZone(ZoneId.of("Europe/Paris"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ LibraryApplication.class, WithCallbacks.class })
	static class Misplaced {

	}

	static class WithCallbacks implements AsyncOrmBuilderCustomizer {

		@Override
		public void customize(AsyncOrm.Builder builder) {
			builder.callbacks(new LifecycleCallbacks<Book>() {
			}).schemaAction(SchemaAction.CREATE);
		}

	}

}
