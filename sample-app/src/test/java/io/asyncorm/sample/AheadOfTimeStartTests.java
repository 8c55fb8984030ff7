package io.asyncorm.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts the sample from what Spring Boot's {@code process-aot} generates, with
 * {@code spring.aot.enabled=true} on the JVM.
 */
class AheadOfTimeStartTests {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	@TempDir
	Path directory;

	@Test
	@Timeout(180)
	void theSampleServesItsBooks() throws Exception {
		generate();
		compile();
		Process application = java(
				this.directory.resolve("classes") + System.getProperty("path.separator") + CLASS_PATH,
				"-Dspring.aot.enabled=true", SampleApplication.class.getName(), "--server.port=0");
		CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(application::destroy);
		try (BufferedReader output = application.inputReader(StandardCharsets.UTF_8);
				HttpClient client = HttpClient.newHttpClient()) {
			List<String> lines = new ArrayList<>();
			int port = port(output, lines);

			HttpResponse<String> answer = client.send(HttpRequest
				.newBuilder(URI
					.create("http://localhost:" + port + "/books?orderBy=-pages&limit=1&author__name__icontains=a"))
				.build(), BodyHandlers.ofString());

			assertThat(lines).anyMatch((line) -> line.contains("Starting AOT-processed SampleApplication"))
				.anyMatch((line) -> line.contains("async-orm: "));
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(answer.body()).contains("\"title\"");
		}
		finally {
			application.destroy();
			application.waitFor();
		}
	}

	/** What the Maven plugin's goal does. */
	private void generate() throws IOException, InterruptedException {
		Process processor = java(CLASS_PATH, SpringApplicationAotProcessor.class.getName(),
				SampleApplication.class.getName(), this.directory.resolve("sources").toString(),
				this.directory.resolve("classes").toString(), this.directory.resolve("classes").toString(),
				"io.asyncorm", "sample-app");
		String output = new String(processor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(processor.waitFor()).as(output).isZero();
	}

	private void compile() throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-Xlint:none", "-classpath",
				this.directory.resolve("classes") + System.getProperty("path.separator") + CLASS_PATH, "-d",
				this.directory.resolve("classes").toString()));
		try (Stream<Path> files = Files.walk(this.directory.resolve("sources"))) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private static Process java(String classPath, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	/** The port, once the books are there. */
	private static int port(BufferedReader output, List<String> lines) throws IOException {
		int port = 0;
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			lines.add(line);
			Matcher started = PORT.matcher(line);
			port = started.find() ? Integer.parseInt(started.group(1)) : port;
			if (line.contains("BookLoader") && line.contains("Loaded ")) {
				return port;
			}
		}
		throw new AssertionError(String.join("\n", lines));
	}

}
