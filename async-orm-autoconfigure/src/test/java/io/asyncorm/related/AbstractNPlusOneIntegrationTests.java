package io.asyncorm.related;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.asyncorm.query.NPlusOneAction;
import io.asyncorm.query.NPlusOneException;
import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Person;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The {@link Press} with five of each kind, where N+1 queries fail.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractNPlusOneIntegrationTests {

	static final int OBJECTS = 5;

	@Parameter
	TestDatabase database;

	Press press;

	List<Person> people;

	@BeforeParameterizedClassInvocation
	void createTables() {
		this.press = new Press(this.database.create(10), NPlusOneAction.FAIL);
	}

	@AfterParameterizedClassInvocation
	void close() {
		this.press.close();
	}

	@BeforeEach
	void fillTables() {
		this.press.clear();
		this.people = IntStream.range(0, OBJECTS).mapToObj((i) -> this.press.person("p" + i)).toList();
		for (Person person : this.people) {
			Article article = this.press.article("by " + person.name(), person);
			await(this.press.orm()
				.repository(Press.Passports.class)
				.acreate(kw("number", "n" + person.id(), "holder", person)));
			await(article.labels().aadd(this.press.label("l" + article.id()).code()));
			await(person.friends().aadd(this.people.get(0)));
		}
	}

	List<Person> listPeople() {
		return await(this.press.people().all().alist());
	}

	List<Article> listArticles() {
		return await(this.press.articles().all().alist());
	}

	void assertRefusedInBlock(Callable<?> block) {
		assertThatExceptionOfType(NPlusOneException.class)
			.isThrownBy(() -> await(this.press.orm().transactions().atomic(block)));
	}

	/** Reads for one element after the other; the third is refused. */
	<T> AbstractThrowableAssert<?, ?> assertRefused(List<T> elements, Function<T, CompletableFuture<?>> read) {
		List<CompletableFuture<?>> futures = new ArrayList<>();
		for (T element : elements) {
			futures.add(read.apply(element));
		}
		futures.subList(0, 2).forEach((future) -> assertThatNoException().isThrownBy(() -> await(future)));
		futures.subList(2, futures.size())
			.forEach((future) -> assertThatExceptionOfType(NPlusOneException.class).isThrownBy(() -> await(future)));
		return assertThatThrownBy(() -> await(futures.get(2))).hasMessageContaining("IntegrationTests.java:");
	}

	<T> void assertAllowed(List<T> elements, Function<T, CompletableFuture<?>> read) {
		elements.forEach((element) -> assertThatNoException().isThrownBy(() -> await(read.apply(element))));
	}

	void inRequest(Callable<?> work) {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		try {
			work.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			RequestContextHolder.resetRequestAttributes();
		}
	}

	String quoted(String name) {
		return (this.database == TestDatabase.MARIADB) ? "`" + name + "`" : "\"" + name + "\"";
	}

	/** Reads in threads of their own; gives what went wrong. */
	static List<Throwable> atOnce(int callers, Function<Integer, CompletableFuture<?>> read) throws Exception {
		return Callers.atOnce(callers, (caller) -> Optional.ofNullable(failureOf(() -> read.apply(caller))))
			.stream()
			.flatMap(Optional::stream)
			.toList();
	}

	static @Nullable Throwable failureOf(Callable<CompletableFuture<?>> read) {
		try {
			await(read.call());
			return null;
		}
		catch (Exception ex) {
			return ex;
		}
	}

}
