package io.asyncorm.testdatabase;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program that a test runs in a JVM of its own, with the class path of the tests unless
 * it is given another one. It is compiled by the first compiler alone, as it ends soon.
 */
public final class JavaProgram {

	private final Class<?> main;

	private final String classPath;

	private final List<String> options;

	private JavaProgram(Class<?> main, String classPath, List<String> options) {
		this.main = main;
		this.classPath = classPath;
		this.options = options;
	}

	public static JavaProgram of(Class<?> main, String... options) {
		return new JavaProgram(main, System.getProperty("java.class.path"), List.of(options));
	}

	public JavaProgram withClassPath(String classPath) {
		return new JavaProgram(this.main, classPath, this.options);
	}

	/** Starts it; what it prints anywhere is its output. */
	public Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", this.classPath));
		command.addAll(this.options);
		command.add(this.main.getName());
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	/** Starts it, and gives all that it has printed, once it has ended well. */
	public String run(String... arguments) throws IOException, InterruptedException {
		Process process = start(arguments);
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
