package io.asyncorm.schema.inspection;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.repository.Repository;
import io.asyncorm.schema.SchemaComparison;
import io.asyncorm.schema.SchemaStep;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written from a database, compiled and set up over it.
 */
final class WrittenModels implements AutoCloseable {

	private static final String PACKAGE = "com.acme.shop";

	final Map<String, String> sources = new LinkedHashMap<>();

	final List<String> remarks;

	final Dialect dialect;

	final JdbcCatalogReader reader;

	private final URLClassLoader loader;

	final List<Class<?>> models = new ArrayList<>();

	final Map<String, Object> repositories = new LinkedHashMap<>();

	private final AsyncOrm orm;

	WrittenModels(DataSource dataSource, Path folder, String... schemas) throws Exception {
		this.dialect = DataSourceDialects.of(dataSource);
		this.reader = new JdbcCatalogReader(dataSource, this.dialect, null, false);
		SchemaInspection inspection = new SchemaInspection(this.dialect, this.reader);
		for (SourceFile source : inspection.sources(List.of(schemas), PACKAGE)) {
			assertThat(this.sources.put(source.typeName(), source.text())).as(source.typeName()).isNull();
		}
		this.remarks = inspection.remarks();
		compile(folder);
		this.loader = new URLClassLoader(new URL[] { url(folder) }, getClass().getClassLoader());
		List<Class<?>> interfaces = new ArrayList<>();
		for (String name : this.sources.keySet()) {
			Class<?> type = this.loader.loadClass(PACKAGE + "." + name);
			(type.isInterface() ? interfaces : this.models).add(type);
		}
		this.orm = AsyncOrm.builder(dataSource).models(this.models).build();
		interfaces.forEach((type) -> this.repositories.put(type.getSimpleName(), this.orm.repository(type)));
	}

	private static URL url(Path folder) throws MalformedURLException {
		return folder.toUri().toURL();
	}

	private void compile(Path folder) throws IOException {
		List<Path> files = new ArrayList<>();
		for (Map.Entry<String, String> source : this.sources.entrySet()) {
			files.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()));
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
			compiler
				.getTask(messages, manager, null,
						List.of("-d", folder.toString(), "-classpath", System.getProperty("java.class.path"),
								"-proc:none", "-parameters", "-Xlint:all,-path,-classfile"),
						null, manager.getJavaFileObjectsFromPaths(files))
				.call();
		}
		assertThat(messages.toString()).as(() -> messages + "\n" + String.join("\n", this.sources.values())).isEmpty();
	}

	/** How many rows there are of each repository, all of which can be read. */
	Map<String, Long> readAll() throws Exception {
		Map<String, Long> counts = new LinkedHashMap<>();
		for (Map.Entry<String, Object> repository : this.repositories.entrySet()) {
			List<?> rows = (List<?>) call(repository.getValue(), "alist");
			Long count = (Long) call(repository.getValue(), "acount");
			assertThat(rows).hasSize(count.intValue());
			counts.put(repository.getKey(), count);
		}
		return counts;
	}

	@SuppressWarnings("unchecked")
	private static Object call(Object repository, String method) throws Exception {
		Class<?> type = repository.getClass().getInterfaces()[0];
		assertThat(repository).isInstanceOf(Repository.class);
		return await((CompletableFuture<Object>) type.getMethod(method).invoke(repository));
	}

	/** What a validation of the schema would tell. */
	List<String> differences() {
		return new SchemaComparison(ModelRegistry.of(this.models), this.dialect, this.reader).steps()
			.stream()
			.map(SchemaStep::reason)
			.toList();
	}

	/** What would refuse it. */
	List<String> needed() {
		return new SchemaComparison(ModelRegistry.of(this.models), this.dialect, this.reader).steps()
			.stream()
			.filter((step) -> !step.optional())
			.map(SchemaStep::reason)
			.toList();
	}

	/** The source of a type, in one line. */
	String source(String type) {
		return this.sources.get(type).replaceAll("\\s+", " ");
	}

	@Override
	public void close() throws IOException {
		this.orm.close();
		this.loader.close();
	}

}
