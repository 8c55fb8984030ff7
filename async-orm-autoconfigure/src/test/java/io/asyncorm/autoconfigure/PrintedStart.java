package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.ToolProvider;

import io.asyncorm.testdatabase.TestDatabase;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts applications that are given as source code, as their users write them, and that
 * must fail to start.
 */
final class PrintedStart {

	private static final String IMPORTS = """
			package shop;

			import java.util.*;
			import java.util.concurrent.CompletableFuture;
			import java.util.function.Supplier;
			import javax.sql.DataSource;
			import io.asyncorm.autoconfigure.EnableAsyncRepositories;
			import io.asyncorm.model.*;
			import io.asyncorm.query.*;
			import io.asyncorm.repository.*;
			import io.asyncorm.transaction.AsyncTransactions;
			import org.jspecify.annotations.Nullable;
			import org.springframework.boot.autoconfigure.SpringBootApplication;
			import org.springframework.boot.jdbc.DataSourceBuilder;
			import org.springframework.context.annotation.Bean;
			import static io.asyncorm.Orm.*;

			""";

	private PrintedStart() {
	}

	/**
	 * Compiles an application and starts it.
	 * @param options of the compiler
	 */
	static void start(Path directory, String source, List<String> options, String... properties) {
		compile(directory, source, options);
		assertThatException().isThrownBy(() -> run(directory, properties));
	}

	/**
	 * Starts applications that are compiled, one after the other, in a JVM of its own.
	 * Prints what each has to say, and its directory if it started.
	 */
	public static void main(String[] directories) throws Exception {
		for (String directory : directories) {
			try {
				run(Path.of(directory));
				System.out.println("Started: " + directory);
			}
			catch (RuntimeException ex) {
				System.out.println("Failed: " + directory);
			}
		}
		System.exit(0);
	}

	/** Starts an application that is compiled, and closes it. */
	static void run(Path directory, String... properties) throws IOException, ClassNotFoundException {
		Thread thread = Thread.currentThread();
		ClassLoader outer = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() }, outer)) {
			thread.setContextClassLoader(loader);
			Class<?> application = loader.loadClass("shop.Shop");
			new SpringApplicationBuilder(new DefaultResourceLoader(loader), application).bannerMode(Banner.Mode.OFF)
				.properties(TestDatabase.H2.create().toProperties())
				.properties(properties)
				.run()
				.close();
		}
		finally {
			thread.setContextClassLoader(outer);
		}
	}

	/** Compiles an application, whose class is {@code shop.Shop}. */
	static void compile(Path directory, String source, List<String> options) {
		Path file = directory.resolve("shop/Shop.java");
		try {
			Files.createDirectories(file.getParent());
			Files.writeString(file, IMPORTS + source);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<String> arguments = new ArrayList<>(options);
		arguments.addAll(List.of("-proc:none", "-nowarn", "-d", directory.toString(), "-classpath",
				System.getProperty("java.class.path"), file.toString()));
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	/** Checks the whole of what was printed for people to read. */
	static void assertReport(CharSequence output, String description, String action) {
		assertThat(report(output.toString()))
			.isEqualToNormalizingNewlines("Description:\n\n" + description + "\nAction:\n\n" + action + "\n");
	}

	/** What was printed for people to read. */
	static String report(String output) {
		return output.substring(output.indexOf("Description:"));
	}

}
