package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.inspected.InspectedApplication;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.JavaProgram;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code --async-orm.inspect}: applications that are started with it.
 */
@Timeout(300)
class SchemaInspectionCommandIntegrationTests {

	private final DatabaseAddress database = TestDatabase.POSTGRESQL.create();

	@TempDir
	private Path folder;

	@Test
	void applicationWritesModelsAndEnds() throws Exception {
		try (HikariDataSource pool = this.database.openPool(1)) {
			JdbcClient.create(pool).sql("create table book (id bigserial primary key, title text not null)").update();
			JdbcClient.create(pool).sql("create schema shop").update();
			JdbcClient.create(pool).sql("create table shop.cart (id uuid primary key)").update();
		}

		Ended first = start("--async-orm.inspect=" + this.folder);
		Ended second = start("--async-orm.inspect=" + this.folder);
		Ended third = start("--async-orm.inspect=" + this.folder, "--async-orm.inspect.package=com.acme.shop",
				"--async-orm.inspect.schemas=public,shop");
		Ended fourth = start("--async-orm.inspect=" + this.folder, "--async-orm.inspect.package=com.acme.store",
				"--async-orm.inspect.schemas[0]=public", "--async-orm.inspect.schemas[1]=shop");

		assertThat(first.code).as(first.output).isZero();
		assertThat(first.output).contains("1 models and their repositories are in")
			.doesNotContain("The application was started");
		assertThat(this.folder.resolve("io/asyncorm/autoconfigure/inspected/Book.java")).content()
			.contains("package io.asyncorm.autoconfigure.inspected;", "String title");
		assertThat(second.code).isNotZero();
		assertThat(second.output).contains("there are already Book.java, Books.java");
		assertThat(third.code).as(third.output).isZero();
		assertThat(fourth.code).as(fourth.output).isZero();
		assertThat(List.of(written("shop"), written("store"))).allSatisfy((files) -> assertThat(files)
			.containsExactlyInAnyOrder("Book.java", "Books.java", "Cart.java", "Carts.java"));
	}

	@Test
	void whereThereAreNoTablesItSaysWhereItHasLooked() throws Exception {
		Ended current = start("--async-orm.inspect=" + this.folder);
		Ended named = start("--async-orm.inspect=" + this.folder, "--async-orm.inspect.schemas=shop,billing");

		assertThat(current.output).contains("There are no tables to write models for in the schema in which tables are"
				+ " found by their names alone: name other schemas by --async-orm.inspect.schemas=shop,billing, in the"
				+ " case of the database, or another database by --spring.datasource.url=...");
		assertThat(named.output)
			.contains("There are no tables to write models for in schema 'shop' and schema 'billing':");
		assertThat(List.of(current.code, named.code)).containsOnly(0);
		assertThat(this.folder).isEmptyDirectory();
	}

	private List<String> written(String name) throws IOException {
		try (var files = Files.list(this.folder.resolve("com/acme").resolve(name))) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	@Test
	void databaseIsOnlyReadWhateverIsSetToChangeIt() throws Exception {
		try (HikariDataSource pool = this.database.openPool(1)) {
			JdbcClient.create(pool).sql("create table author (id bigserial primary key, name text)").update();
			JdbcClient.create(pool).sql("insert into author (name) values ('Ann')").update();

			Ended ended = start(Acting.class, "--async-orm.inspect=" + this.folder,
					"--async-orm.schema.action=create-drop", "--spring.sql.init.mode=always",
					"--spring.sql.init.schema-locations=classpath:io/asyncorm/autoconfigure/tables.sql");

			assertThat(ended.code).as(ended.output).isZero();
			assertThat(JdbcClient.create(pool).sql("select name from author").query(String.class).list())
				.containsExactly("Ann");
			assertThat(JdbcClient.create(pool)
				.sql("select table_name from information_schema.tables where table_schema = 'public'")
				.query(String.class)
				.list()).containsExactly("author");
		}
	}

	@Test
	void applicationWithoutFolderOrWithoutPackageIsToldWhatToSay() throws Exception {
		Ended noFolder = start("--async-orm.inspect=");
		Ended noPackage = start("--async-orm.inspect=" + this.folder, "--async-orm.inspect.package=com.acme-shop");

		assertThat(noFolder.output).contains("--async-orm.inspect=src/main/java");
		assertThat(noPackage.output).contains("'com.acme-shop', which is no name of a package");
		assertThat(List.of(noFolder.code, noPackage.code)).doesNotContain(0);
	}

	private Ended start(String... arguments) throws IOException, InterruptedException {
		return start(InspectedApplication.class, arguments);
	}

	private Ended start(Class<?> application, String... arguments) throws IOException, InterruptedException {
		Process process = JavaProgram.of(application)
			.start(Stream
				.concat(Arrays.stream(this.database.toProperties()).map((property) -> "--" + property),
						Arrays.stream(arguments))
				.toArray(String[]::new));
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Ended(process.waitFor(), output);
	}

	private record Ended(int code, String output) {
	}

	/** Its callbacks are checked at the start, which wants all that they need. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Author.class)
	static class Acting {

		public static void main(String[] args) {
			SpringApplication.run(Acting.class, args);
		}

		@Bean
		LifecycleCallbacks<Author> callbacks() {
			return new LifecycleCallbacks<>() {
			};
		}

	}

}
