package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.zaxxer.hikari.util.ConcurrentBag;
import io.asyncorm.autoconfigure.hidden.HiddenApplication;
import io.asyncorm.expression.Property;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is generated ahead of time: bean definitions, over a repository and a
 * model that are private to their package, and hints for native images.
 */
class AheadOfTimeTests {

	private static final String HIDDEN = HiddenApplication.class.getPackageName() + ".";

	@TempDir
	private Path classes;

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	private RuntimeHints hints;

	@BeforeEach
	void generate() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(TestDatabase.H2.create().toProperties())
				.and("async-orm.schema.action=create", "spring.flyway.enabled=false", "spring.liquibase.enabled=false")
				.applyTo(context);
			context.register(HiddenApplication.class);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get(HiddenApplication.class)), this.files);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			this.hints = generation.getRuntimeHints();
		}
	}

	@Test
	void definitionsCompileAndStart() throws Exception {
		Map<String, InputStreamSource> sources = this.files.getGeneratedFiles(Kind.SOURCE);
		assertThat(sources).containsKey("io/asyncorm/autoconfigure/hidden/Notes__BeanDefinitions.java");
		assertThat(compile(sources)).isEmpty();
		assertThat(start()).isEqualTo("[Note[id=1, text=ahead, mood=CALM, word=first]] [Length[id=1, letters=5]] 1 1");
	}

	@Test
	void modelsCanBeMadeAndReadInANativeImage() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of(HIDDEN + "Note"))
			.withMemberCategories(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_METHODS,
					MemberCategory.ACCESS_DECLARED_FIELDS))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(HIDDEN + "Mood"))).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of(HIDDEN + "FirstWord"))
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
	}

	@Test
	void repositoriesHaveProxiesAndMethodsInANativeImage() {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(TypeReference.of(HIDDEN + "Notes")))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of(HIDDEN + "Notes"))
			.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(HIDDEN + "Length"))).accepts(this.hints);
		RuntimeHints own = new RuntimeHints();
		AotServices.factories()
			.load(RuntimeHintsRegistrar.class)
			.forEach((registrar) -> registrar.registerHints(own, getClass().getClassLoader()));
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(AsyncRepository.class)
			.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)).accepts(own);
	}

	@Test
	void methodReferencesAreKnownToANativeImage() {
		assertThat(this.hints.reflection().lambdaHints()).anySatisfy((lambda) -> {
			assertThat(lambda.getDeclaringClass().getName()).isEqualTo(HIDDEN + "Notes");
			assertThat(lambda.getInterfaces()).containsExactly(TypeReference.of(Property.class));
		}).allSatisfy((lambda) -> assertThat(lambda.getDeclaringClass().getName()).startsWith(HIDDEN));
	}

	@Test
	void whatTheLibraryItselfLooksUpIsThere() {
		RuntimeHints own = new RuntimeHints();
		new LibraryRuntimeHints().registerHints(own, getClass().getClassLoader());

		assertThat(own.reflection().typeHints()).isNotEmpty()
			.allSatisfy((hint) -> assertThat(ClassUtils.isPresent(hint.getType().getName(), null)).isTrue());
		assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/maven/com.zaxxer/HikariCP/pom.properties"))
			.accepts(own);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(LazyConnectionDataSourceProxy.class)
			.withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS)).accepts(own);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(ConcurrentBag.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS)).accepts(own);
	}

	/**
	 * Starts what was generated, in which all classes are loaded anew, since it shares
	 * packages with them.
	 */
	private String start() throws Exception {
		List<URL> urls = new ArrayList<>(List.of(this.classes.toUri().toURL()));
		for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
			urls.add(url(entry));
		}
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			return (String) loader.loadClass(HIDDEN + "HiddenStart")
				.getMethod("start", Map.class)
				.invoke(null, Map.of("spring.datasource.url", "jdbc:h2:mem:ahead", "async-orm.schema.action", "create",
						"spring.flyway.enabled", "false", "spring.liquibase.enabled", "false"));
		}
		catch (InvocationTargetException ex) {
			throw new AssertionError(ex.getCause());
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL url(String entry) throws MalformedURLException {
		return Path.of(entry).toUri().toURL();
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
