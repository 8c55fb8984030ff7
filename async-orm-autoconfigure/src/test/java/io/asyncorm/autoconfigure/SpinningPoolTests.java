package io.asyncorm.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.testdatabase.JavaProgram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications over other versions of HikariCP, each as a program of its own.
 */
@Timeout(180)
class SpinningPoolTests {

	private static final String VERSION_FILE = "META-INF/maven/com.zaxxer/HikariCP/pom.properties";

	/** Where version 7.1.0 asks what thread is waiting. */
	private static final String WAITING = "com/zaxxer/hikari/util/ConcurrentBag.class";

	private static final Path HIKARI = jarOf(HikariDataSource.class);

	private static final String WHY = """
			. Below 7.1.0, it spins on virtual threads while others wait for a connection: under\
			 load that takes whole processors, and the application may stand still. async-orm runs its operations on virtual\
			 threads.
			""";

	private static final String ACTION = """

			Action:

			Let the build of the application take HikariCP 7.1.0 or newer in place of the version that Spring Boot manages:

			    - Maven, with spring-boot-starter-parent: add <hikaricp.version>7.1.0</hikaricp.version> to the <properties>
			    - Maven, with an import of spring-boot-dependencies: import io.asyncorm:async-orm-bom before it
			    - Gradle, with the plugin io.spring.dependency-management: ext['hikaricp.version'] = '7.1.0'
			    - Gradle, with a platform: add runtimeOnly 'com.zaxxer:HikariCP:7.1.0' to the dependencies

			If it stays as it is, ask where it comes from: mvn dependency:tree -Dincludes=com.zaxxer:HikariCP, or gradle\
			 dependencyInsight --dependency HikariCP --configuration runtimeClasspath

			""";

	private static final String POOL = """
			DataSourceBuilder.create().type(com.zaxxer.hikari.HikariDataSource.class)
				.url("jdbc:h2:mem:" + UUID.randomUUID()).build();
			""";

	private static final String NO_POOL = POOL.replace("com.zaxxer.hikari.HikariDataSource",
			"org.springframework.jdbc.datasource.DriverManagerDataSource");

	private static final String NOTES = """
			@Model
			record Note(@Nullable Long id, String text) {}
			interface Notes extends AsyncRepository<Note, Long> {}
			""";

	@TempDir
	Path directory;

	@Test
	void aPoolThatSpinsIsRefusedWhereOperationsRunOnIt() throws Exception {
		Path own = compile("own", """
				@SpringBootApplication
				class Shop {}
				""");
		Path named = compile("named", """
				@SpringBootApplication
				@EnableAsyncRepositories(basePackages = "shop", dataSourceRef = "billing")
				class Shop {
					@Bean DataSource main() { return %s }
					@Bean(defaultCandidate = false) DataSource billing() { return %s }
				}
				""".formatted(NO_POOL, POOL));
		Path replicated = compile("replicated", """
				@SpringBootApplication
				class Shop {
					@Bean DataSource main() { return %s }
					@Bean(defaultCandidate = false) DataSource replica() { return %s }
				}
				""".formatted(NO_POOL, POOL));
		Files.writeString(Files.createDirectory(replicated.resolve("config")).resolve("application.properties"),
				"async-orm.replicas.data-source=replica\nasync-orm.replicas.reads=all");
		Path besides = compile("besides", """
				@SpringBootApplication
				class Shop {
					@Bean DataSource main() { return %s }
					@Bean(defaultCandidate = false) DataSource besides() { return %s }
				}
				""".formatted(NO_POOL, POOL));

		String output = start(List.of(jar("7.0.2", true)), own, named, replicated, besides);

		assertThat(report(output, "Failed: " + own))
			.isEqualToNormalizingNewlines("Description:\n\nThe connection pool is HikariCP 7.0.2" + WHY + ACTION);
		assertThat(report(output, "Failed: " + named)).isEqualToNormalizingNewlines(
				"Description:\n\nOf the data source 'billing': The connection pool is HikariCP 7.0.2" + WHY + ACTION);
		assertThat(report(output, "Failed: " + replicated)).isEqualToNormalizingNewlines(
				"Description:\n\nThe connection pool of the replica 'replica' is HikariCP 7.0.2" + WHY + ACTION);
		assertThat(output).contains("Started: " + besides);
	}

	@Test
	void aPoolThatDoesNotTellItsVersionIsTakenAlsoBesideOneThatIsInAnotherJar() throws Exception {
		Path own = compile("own", """
				@SpringBootApplication
				class Shop {}
				""");
		Path relocated = Files.createDirectories(this.directory.resolve("relocated").resolve(VERSION_FILE).getParent());
		Files.writeString(relocated.resolve("pom.properties"), "version=4.0.3");

		String output = start(List.of(jar(null, true), this.directory.resolve("relocated")), own);

		assertThat(output).contains("Started: " + own);
	}

	@Test
	void aPoolThatDoesNotSpinIsTakenWhateverVersionItSays() throws Exception {
		Path own = compile("own", """
				@SpringBootApplication
				class Shop {}
				""");

		String output = start(List.of(jar("7.0.2", false)), own);

		assertThat(output).contains("Started: " + own);
	}

	private Path compile(String name, String application) {
		Path output = this.directory.resolve(name);
		PrintedStart.compile(output, application + NOTES, List.of("-parameters"));
		return output;
	}

	/** What was printed for people to read until the line that says how it ended. */
	private static String report(String output, String end) {
		String before = output.substring(0, output.indexOf(end));
		return before.substring(before.lastIndexOf("Description:"));
	}

	private static String start(List<Path> pool, Path... applications) throws IOException, InterruptedException {
		String classes = Stream
			.concat(pool.stream().map(Path::toString),
					Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
						.filter((entry) -> !Path.of(entry).equals(HIKARI)))
			.collect(Collectors.joining(File.pathSeparator));
		return JavaProgram.of(PrintedStart.class)
			.withClassPath(classes)
			.run(Arrays.stream(applications).map(Path::toString).toArray(String[]::new));
	}

	/**
	 * HikariCP's jar as it would be in another version.
	 * @param version null if it does not tell
	 * @param spinning whether it does not know that threads are virtual
	 */
	private Path jar(@Nullable String version, boolean spinning) throws IOException {
		Path copy = this.directory.resolve("HikariCP-" + version + ".jar");
		try (JarFile jar = new JarFile(HIKARI.toFile());
				JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy))) {
			for (JarEntry entry : Collections.list(jar.entries())) {
				if (!entry.getName().equals(VERSION_FILE)) {
					out.putNextEntry(new JarEntry(entry.getName()));
					try (InputStream in = jar.getInputStream(entry)) {
						out.write((spinning && entry.getName().equals(WAITING)) ? withoutMethod(in.readAllBytes())
								: in.readAllBytes());
					}
				}
			}
			if (version != null) {
				out.putNextEntry(new JarEntry(VERSION_FILE));
				out.write(("version=" + version).getBytes(StandardCharsets.UTF_8));
			}
		}
		return copy;
	}

	/** The class with another name, as long, for the method that tells. */
	private static byte[] withoutMethod(byte[] type) {
		return new String(type, StandardCharsets.ISO_8859_1).replace("isCurrentThreadVirtual", "isCurrentThreadAnother")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static Path jarOf(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
