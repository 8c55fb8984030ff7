package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.DataSourceDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.MethodDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.RepositoryDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmEndpoint;
import io.asyncorm.autoconfigure.actuate.AsyncOrmEndpointAutoConfiguration;
import io.asyncorm.autoconfigure.written.Players;
import io.asyncorm.autoconfigure.written.Team;
import io.asyncorm.autoconfigure.written.Teams;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the endpoint {@code asyncorm} tells what methods that write send before they
 * have sent it.
 */
@Timeout(120)
class EndpointWritesIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void whatIsToldBeforehandIsWhatIsSent(TestDatabase database) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
					AsyncOrmAutoConfiguration.class, AsyncOrmEndpointAutoConfiguration.class))
			.withUserConfiguration(Written.class)
			.withPropertyValues("async-orm.schema.action=create", "management.endpoints.web.exposure.include=asyncorm")
			.withPropertyValues(database.create().toProperties())
			.run((context) -> {
				Map<String, List<String>> told = told(describe(context));

				assertThat(told.values()).allSatisfy((sql) -> assertThat(sql).isNotEmpty()
					.allSatisfy((text) -> assertThat(text).isNotBlank().doesNotContain("'x'")));
				write(context.getBean(Teams.class), context.getBean(Players.class));
				describe(context).slowest()
					.stream()
					.filter((sent) -> told.containsKey(sent.operation()))
					.filter((sent) -> sent.sql().matches("(?i)(with|insert|update|delete|select).*"))
					.filter((sent) -> !sent.sql().toLowerCase(Locale.ROOT).contains("_lock("))
					.forEach(
							(sent) -> assertThat(told.get(sent.operation())).as(sent.operation()).contains(sent.sql()));
			});
	}

	private static void write(Teams teams, Players players) {
		Team reds = await(teams.acreate("Reds"));
		await(teams.agetOrCreate("Blues", 3));
		await(teams.aupdateOrCreate("Reds", 4));
		await(players.acreate("Ann", 3, Ref.to(reds)));
		await(players.aupdate("Ann", 4));
		await(players.aupdateOrCreate("Ann", Ref.to(reds), 5));
		await(players.aupdateOrCreate("Bob", Ref.to(reds), 1));
		await(players.adelete(2));
		await(teams.adelete("Blues"));
	}

	private static DataSourceDescriptor describe(AssertableApplicationContext context) {
		return Objects
			.requireNonNull(context.getBean(AsyncOrmEndpoint.class).describe().dataSources().get("dataSource"));
	}

	private static Map<String, List<String>> told(DataSourceDescriptor database) {
		Map<String, List<String>> told = new HashMap<>();
		for (RepositoryDescriptor repository : database.repositories()) {
			for (MethodDescriptor method : repository.methods()) {
				String operation = repository.model() + "." + method.method().replaceFirst("\\(.*", "");
				told.computeIfAbsent(operation, (missing) -> new ArrayList<>()).addAll(method.sql());
			}
		}
		return told;
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Teams.class)
	static class Written {

	}

}
