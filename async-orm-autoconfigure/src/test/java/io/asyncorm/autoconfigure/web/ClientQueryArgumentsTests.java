package io.asyncorm.autoconfigure.web;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.ClientLookups;
import io.asyncorm.repository.ClientQuery;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncOrmWebMvcAutoConfiguration} and
 * {@link AsyncOrmWebFluxAutoConfiguration}.
 */
class ClientQueryArgumentsTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations
		.of(AsyncOrmWebMvcAutoConfiguration.class, AsyncOrmWebFluxAutoConfiguration.class);

	@Test
	void controllersOfSpringMvcTakeQueries() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withUserConfiguration(Mvc.class, Library.class)
			.run((context) -> {
				MockMvcTester http = MockMvcTester.from(context);

				assertThat(http.get().uri("/authors?name__icontains=AN&orderBy=-name")).hasStatusOk()
					.bodyText()
					.isEqualTo("Dan, Ann");
				assertThat(http.get().uri("/authors?nam__icontains=x")).hasStatus(400)
					.bodyText()
					.contains("Did you mean 'name__icontains'?");
				assertThat(http.get().uri("/authors?limit=1&limit=2")).hasStatus(400);
			});
	}

	@Test
	void controllersOfSpringWebFluxTakeQueries() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withUserConfiguration(Flux.class, Library.class)
			.run((context) -> {
				WebTestClient http = WebTestClient.bindToApplicationContext(context).build();

				http.get()
					.uri("/authors?name__icontains=AN&orderBy=-name")
					.exchange()
					.expectStatus()
					.isOk()
					.expectBody(String.class)
					.isEqualTo("Dan, Ann");
				http.get()
					.uri("/authors?nam__icontains=x")
					.exchange()
					.expectStatus()
					.isBadRequest()
					.expectBody(String.class)
					.value((body) -> assertThat(body).contains("Did you mean 'name__icontains'?"));
				http.get().uri("/authors?limit=1&limit=2").exchange().expectStatus().isBadRequest();
			});
	}

	@Test
	void whatIsNotAllowedIsABadRequestWithoutProblemDetailsOfTheRest() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("async-orm.web.problem-details=false")
			.withUserConfiguration(Mvc.class, Library.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/authors?nam__icontains=x"))
				.hasStatus(400)
				.bodyText()
				.contains("Did you mean 'name__icontains'?"));
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("async-orm.web.problem-details=false")
			.withUserConfiguration(Flux.class, Library.class)
			.run((context) -> WebTestClient.bindToApplicationContext(context)
				.build()
				.get()
				.uri("/authors?nam__icontains=x")
				.exchange()
				.expectStatus()
				.isBadRequest());
	}

	@Test
	void thereIsNothingOutsideOfTheWeb() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(ProblemDetailsAdvice.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class Mvc {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFlux
	static class Flux {

	}

	@Configuration(proxyBeanMethods = false)
	static class Library {

		@Bean
		HikariDataSource dataSource() {
			return TestDatabase.H2.create(2);
		}

		@Bean
		AsyncOrm orm(HikariDataSource dataSource) {
			return AsyncOrm.builder(dataSource).models(Author.class).schemaAction(SchemaAction.CREATE).build();
		}

		@Bean
		Authors authors(AsyncOrm orm) {
			Authors authors = orm.repository(Authors.class);
			for (String name : List.of("Ann", "Bob", "Dan")) {
				await(authors.acreate(kw("name", name)));
			}
			return authors;
		}

		@Bean
		ClientLookups<Author> authorLookups(Authors authors) {
			return authors.clientLookups().allow("name", "icontains").orderBy("name");
		}

		@Bean
		AuthorController controller() {
			return new AuthorController();
		}

	}

	@RestController
	static class AuthorController {

		@GetMapping("/authors")
		String authors(ClientQuery<Author> query) {
			CompletableFuture<List<Author>> found = query.page().alist();
			return String.join(", ", found.join().stream().map(Author::name).toList());
		}

	}

}
