package io.asyncorm.autoconfigure;

import java.util.Map;

import javax.sql.DataSource;

import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupReport}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupReportTests {

	private final ApplicationContextRunner library = LibraryContexts.library();

	private final CapturedOutput output;

	StartupReportTests(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void startupIsReportedInOneLine() {
		this.library
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=7", "async-orm.execution.reserved=2")
			.run((context) -> assertThat(this.output).containsOnlyOnce("async-orm: ")
				.containsPattern(
						"INFO .* async-orm: 2 models, 2 repositories, H2, 5 lanes that keep their connections, "
								+ "set up in \\d+ ms"));
	}

	@Test
	void connectionsAreNotKeptBehindAnUnknownDataSource() {
		DatabaseAddress database = TestDatabase.H2.create();
		this.library
			.withBean(DataSource.class,
					() -> new SimpleDriverDataSource(new Driver(), database.url(), database.username(),
							database.password()))
			.withPropertyValues("async-orm.execution.lanes=3")
			.run((context) -> assertThat(this.output).contains("3 lanes that do not keep connections"));
	}

	@Test
	void warnsWhereTheDataSourceMayChooseByCaller() {
		this.library.withUserConfiguration(Routed.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.output)
				.containsOnlyOnce("The DataSource may choose or prepare connections by their caller");
		});
		this.library.withUserConfiguration(Routed.class)
			.withBean(TaskDecorator.class, () -> (task) -> task)
			.run((context) -> assertThat(this.output)
				.containsOnlyOnce("The DataSource may choose or prepare connections by their caller"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Routed {

		@Bean
		DataSource routed() {
			DataSource tenant = TestDatabase.H2.create(2);
			AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return "tenant";
				}

			};
			router.setTargetDataSources(Map.of("tenant", tenant));
			router.afterPropertiesSet();
			return router;
		}

	}

}
