package io.asyncorm.autoconfigure;

import java.util.List;

import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.autoconfigure.library.Named;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.RepositoryProxyFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RepositoryRegistrar}: which repositories are beans.
 */
class RepositoryRegistrarTests {

	private final ApplicationContextRunner runner = LibraryContexts.empty();

	private final ApplicationContextRunner library = LibraryContexts.library();

	@Test
	void repositoriesAreFoundWhereTheApplicationSays() {
		for (Class<?> application : List.of(Enabled.class, ComponentScanned.class)) {
			this.runner.withUserConfiguration(application)
				.run((context) -> assertThat(context).hasSingleBean(Books.class).hasSingleBean(Authors.class));
		}
		this.runner.withUserConfiguration(Enabled.class)
			.withPropertyValues("async-orm.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Books.class));
	}

	@Test
	void repositoriesAreInjectedAndWork() {
		this.library.withBean(Service.class).withPropertyValues("async-orm.schema.action=create").run((context) -> {
			Service service = context.getBean(Service.class);

			Author author = await(service.authors().acreate(kw("name", "Ann")));
			await(service.books().acreate("Async Django", 320, Ref.to(author)));

			assertThat(await(service.books().afirst("django"))).hasValueSatisfying((book) -> {
				assertThat(book.pages()).isEqualTo(320);
				assertThat(await(book.author().aget())).isEqualTo(author);
			});
		});
	}

	@Test
	void interfaceWithTypeParametersIsNoRepository() {
		this.library.run((context) -> assertThat(context.getBeansOfType(Named.class)).containsOnlyKeys("authors"));
	}

	@Test
	void repositoryOfTheApplicationIsTaken() {
		this.library.withUserConfiguration(OwnRepository.class)
			.run((context) -> assertThat(context).getBeanNames(Books.class).containsExactly("own"));
	}

	@Test
	void repositoryWhoseNameIsTakenIsNamedByItsClass() {
		this.library.withBean("books", String.class, () -> "taken")
			.run((context) -> assertThat(context).getBeanNames(Books.class).containsExactly(Books.class.getName()));
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Book.class)
	@EnableAsyncRepositories(basePackageClasses = Book.class)
	static class Enabled {

	}

	@Configuration(proxyBeanMethods = false)
	@ComponentScan(basePackages = "io.asyncorm.autoconfigure.library",
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*"))
	static class ComponentScanned {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRepository {

		@Bean
		Books own(RepositoryProxyFactory proxies) {
			return proxies.create(Books.class);
		}

	}

	record Service(Authors authors, Books books) {

	}

}
