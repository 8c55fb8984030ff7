package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.jayway.jsonpath.JsonPath;
import io.asyncorm.autoconfigure.market.MarketApplication;
import io.asyncorm.query.BatchMark;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts an application with tenants, a replica, a second data source and work in batches
 * lazily, from what was generated ahead of time, and as both.
 */
@Timeout(180)
class MarketStartIntegrationTests {

	private static final String TRADED = "[2, [Bill[price=Money[cents=700], customer=Buyer[name=Bob]]], 2, 0, [Ann, Bob], 0, 1, refused]";

	private static final String MARKET = MarketApplication.class.getPackageName() + ".";

	private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();

	@TempDir
	private Path directory;

	MarketStartIntegrationTests() {
		DatabaseAddress market = TestDatabase.POSTGRESQL.create();
		address("spring.datasource", market);
		address("standby", market);
		address("billing", TestDatabase.H2.create());
		this.properties.putAll(Map.of("async-orm.schema.action", "create", "async-orm.replicas.data-source", "standby",
				"async-orm.replicas.reads", "declared", "async-orm.replicas.stickiness", "0", "spring.flyway.enabled",
				"false", "spring.liquibase.enabled", "false", "async-orm.diagnostics.max-rows", "100",
				"async-orm.diagnostics.held-idle", "60s", "async-orm.diagnostics.locks", "true"));
	}

	private void address(String name, DatabaseAddress address) {
		this.properties.put(name + ".url", address.url());
		this.properties.put(name + ".username", address.username());
		this.properties.put(name + ".password", address.password());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void startsFromItsClasses(boolean lazily) {
		this.properties.put("spring.main.lazy-initialization", lazily);

		assertThat(MarketApplication.use(this.properties, false)).isEqualTo(TRADED);
	}

	/** What is generated is looked at in the same test, as to generate it takes long. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void startsFromWhatWasGenerated(boolean lazily) throws Exception {
		this.properties.put("spring.main.lazy-initialization", lazily);
		generate();

		assertThat(start()).isEqualTo(TRADED);
		assertThatANativeImageKnowsWhatIsUsedByReflection();
	}

	private void assertThatANativeImageKnowsWhatIsUsedByReflection() throws IOException {
		List<String> types = JsonPath.parse(metadata()).read("$.reflection[*].type");

		assertThat(types).contains(BatchMark.class.getName())
			.contains(Stream
				.of("Customer", "Customers", "Customers$Name", "Place", "Colour", "Purchase", "Purchases",
						"Purchases$Bill", "Purchases$Buyer", "Money", "MoneyConverter")
				.map((name) -> MARKET + name)
				.toArray(String[]::new));
	}

	private String metadata() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return Files.readString(
					files.filter((file) -> file.endsWith("reachability-metadata.json")).findFirst().orElseThrow());
		}
	}

	/** What the Maven plugin's goal does, and then the compiler. */
	private void generate() throws IOException {
		Path sources = this.directory.resolve("sources");
		List<String> arguments = new ArrayList<>();
		this.properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		AbstractAotProcessor.Settings settings = AbstractAotProcessor.Settings.builder()
			.sourceOutput(sources)
			.resourceOutput(this.directory)
			.classOutput(this.directory)
			.groupId("io.asyncorm")
			.artifactId("market")
			.build();
		new SpringApplicationAotProcessor(MarketApplication.class, settings, arguments.toArray(String[]::new))
			.process();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
				Stream<Path> files = Files.walk(sources)) {
			boolean compiled = compiler.getTask(messages, manager, null,
					List.of("-proc:none", "-nowarn", "-Xlint:none", "-d", this.directory.toString(), "-classpath",
							this.directory + System.getProperty("path.separator")
									+ System.getProperty("java.class.path")),
					null, manager.getJavaFileObjectsFromPaths(
							files.filter((file) -> file.toString().endsWith(".java")).toList()))
				.call();
			assertThat(compiled).as(messages.toString()).isTrue();
		}
	}

	/**
	 * All classes are loaded anew, since what was generated shares packages with them.
	 */
	private String start() throws Exception {
		List<URL> urls = new ArrayList<>(List.of(this.directory.toUri().toURL()));
		for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
			urls.add(Path.of(entry).toUri().toURL());
		}
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			return (String) loader.loadClass(MarketApplication.class.getName())
				.getMethod("use", Map.class, boolean.class)
				.invoke(null, this.properties, true);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

}
