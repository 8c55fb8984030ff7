package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import io.asyncorm.autoconfigure.hidden.HiddenApplication;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the bean definitions that Spring generates ahead of time.
 */
class AheadOfTimeTests {

	@TempDir
	private Path classes;

	@Test
	void definitionsOfRepositoriesCompileThatArePrivateToTheirPackage() throws IOException {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(TestDatabase.H2.create().toProperties()).applyTo(context);
			context.register(HiddenApplication.class);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get(HiddenApplication.class)), files);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
		}
		Map<String, InputStreamSource> sources = files.getGeneratedFiles(Kind.SOURCE);

		assertThat(sources).containsKey("io/asyncorm/autoconfigure/hidden/Notes__BeanDefinitions.java");
		assertThat(compile(sources)).isEmpty();
	}

	/** Returns what the compiler has against the sources. */
	private String compile(Map<String, InputStreamSource> sources) throws IOException {
		List<JavaFileObject> units = new ArrayList<>();
		for (Map.Entry<String, InputStreamSource> source : sources.entrySet()) {
			String text = new String(source.getValue().getInputStream().readAllBytes());
			units.add(new SimpleJavaFileObject(URI.create("string:///" + source.getKey()), JavaFileObject.Kind.SOURCE) {

				@Override
				public CharSequence getCharContent(boolean ignoreEncodingErrors) {
					return text;
				}

			});
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		boolean compiled = compiler
			.getTask(messages, null, null, List.of("-proc:none", "-nowarn", "-Xlint:none", "-d",
					this.classes.toString(), "-classpath", System.getProperty("java.class.path")), null, units)
			.call();
		return compiled ? "" : messages.toString();
	}

}
