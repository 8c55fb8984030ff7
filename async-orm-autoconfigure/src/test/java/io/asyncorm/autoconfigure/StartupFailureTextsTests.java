package io.asyncorm.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.asyncorm.autoconfigure.PrintedStart.assertReport;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people read in their terminal when an application cannot start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTextsTests {

	private static final String BOOK = """
			@Model
			record Book(@Nullable Long id, String title, int pages) {
			}

			""";

	private static final String APPLICATION = """
			@SpringBootApplication
			class Shop {
			}
			""";

	private static final String NOTE = """
			@Model
			record Note(@Nullable Long id, @CreatedBy @Nullable String author, @ModifiedBy @Nullable String editor) {
			}
			""";

	private static final String NO_USER = """
			'Note.author', 'Note.editor' are set to the user who is acting (@CreatedBy, @ModifiedBy), and nobody tells who\
			 that is.
			""";

	@TempDir
	Path directory;

	@Test
	void anUnknownFieldInADeclaredMethod(CapturedOutput output) {
		start(APPLICATION + BOOK + """
				interface Books extends AsyncRepository<Book, Long> {
					CompletableFuture<List<Book>> alist(String titel__icontains);
				}
				""");

		assertReport(output.getOut(), """
				The repository 'shop.Books' cannot work as it is declared:

				    - Books.alist(String): Cannot resolve name 'titel' into a field of 'Book'. Did you mean 'title'?\
				 Choices are: id, pages, title.
				""", """
				Correct this fault of the repository and start the application again.
				""");
	}

	@Test
	void anUnsupportedReturnType(CapturedOutput output) {
		start(APPLICATION + BOOK + """
				interface Books extends AsyncRepository<Book, Long> {
					List<Book> alist(String title);
					CompletableFuture<Iterator<Book>> alist(int pages);
				}
				""");

		assertThat(PrintedStart.report(output.getOut())).contains(
				"""
						Description:

						The repository 'shop.Books' cannot work as it is declared:

						    - Books.alist(String): it must return CompletableFuture<List<Book>>, not List<Book>; what it can return is""",
				"    - Books.alist(int): it must return CompletableFuture<List<Book>>, not CompletableFuture<Iterator<Book>>;",
				"Correct these 2 faults of the repository, which are all there are, and start the application again.");
	}

	@Test
	void aModelWithoutAUsableConstructor(CapturedOutput output) {
		start(APPLICATION + """
				@Model
				class Book {
					private final @Nullable Long id = null;
					private final String title = "";
				}
				@Model
				class Author {
					Author(@Nullable Long id) {
					}
					Author(@Nullable Long id, String name) {
					}
				}
				""");

		assertReport(output.getOut(),
				"""
						The models cannot work as they are declared:

						    - Model 'shop.Author': it has 2 constructors that could be meant; keep one public constructor, which takes all\
						 properties, or declare one that takes nothing
						    - Model 'shop.Book': its constructor takes nothing, and no fields can be set; declare one public constructor, which\
						 takes all properties, or make it a record
						""",
				"""
						Correct these 2 faults of the models, which are all there are, and start the application again.
						""");
	}

	@Test
	void namesOfParametersThatAreNotInTheClassFile(CapturedOutput output) {
		PrintedStart.start(this.directory, APPLICATION + BOOK + """
				@Model
				class Author {
					private final @Nullable Long id;
					Author(@Nullable Long id) {
						this.id = id;
					}
					@Nullable Long id() {
						return this.id;
					}
				}
				interface Books extends AsyncRepository<Book, Long> {
					CompletableFuture<List<Book>> alist(String title);
				}
				""", List.of());

		assertReport(output.getOut(),
				"""
						The models and the repository 'shop.Books' cannot work as they are declared:

						    - Model 'shop.Author': the names of its constructor's parameters are not in the class file; compile it with\
						 javac's -parameters, as Spring Boot's build plugins do (elsewhere in Maven: maven.compiler.parameters=true), or make\
						 it a record
						    - Books.alist(String): the names of its parameters are not in the class file; compile with javac's -parameters, as\
						 Spring Boot's build plugins do (elsewhere in Maven: maven.compiler.parameters=true), or give each of them a\
						 @Param("...")
						""",
				"""
						Correct these 2 faults of the models, and of the repositories over models that no relation connects with them,\
						 which are all there are, and start the application again.
						""");
	}

	@Test
	void severalDataSources(CapturedOutput output) {
		start("""
				@SpringBootApplication
				class Shop {
					Shop(Books books) {
					}
					@Bean DataSource first() {
						return DataSourceBuilder.create().url("jdbc:h2:mem:first").build();
					}
					@Bean DataSource second() {
						return DataSourceBuilder.create().url("jdbc:h2:mem:second").build();
					}
				}
				interface Books extends AsyncRepository<Book, Long> {
				}
				""" + BOOK);

		assertReport(output.getOut(),
				"""
						There is no bean of type 'shop.Books', since async-orm cannot tell which DataSource it is for: none of 'first',\
						 'second' is primary.
						""",
				"""
						Mark the one of the models with @Primary. For several, name each with its packages, as in\
						 @EnableAsyncRepositories(basePackages = "...", dataSourceRef = "first").
						""");
	}

	@Test
	void aColumnThatIsMissing(CapturedOutput output) {
		start(APPLICATION + BOOK + """
				interface Books extends AsyncRepository<Book, Long> {
				}
				""", "spring.sql.init.mode=always",
				"spring.sql.init.schema-locations=classpath:io/asyncorm/autoconfigure/bookwithoutpages.sql");

		assertReport(output.getOut(),
				"""
						The models cannot work as they are declared:

						    - Model 'shop.Book', property 'pages': the table 'BOOK' has no column 'pages'. It has: ID, TITLE, PAGE_COUNT. Add\
						 the column by a migration, or name another one with @Column(name = "...")
						""",
				"""
						Correct this fault of the models and start the application again.
						""");
	}

	@Test
	void aScriptThatFillsTablesBeforeTheyAreMade(CapturedOutput output) {
		start(APPLICATION + BOOK, "spring.sql.init.data-locations=classpath:io/asyncorm/autoconfigure/authors.sql");

		assertReport(output.getOut(),
				"""
						A script needs a table that is not there: Failed to execute SQL script statement #1 of class path resource\
						 [io/asyncorm/autoconfigure/authors.sql]: insert into "author" ("name") values ('From a script')

						    Table "author" not found (this database is empty)

						async-orm makes the tables of the models once scripts have been run.
						""",
				"""
						If it is the table of a model, set 'async-orm.schema.defer-datasource-initialization=true', so that scripts\
						 are run once these are made. Otherwise correct the script.
						""");
	}

	@Test
	void aTableThatIsMissingIsWarnedOf(CapturedOutput output) {
		start(APPLICATION + BOOK + """
				interface Books extends AsyncRepository<Book, Long> {
					CompletableFuture<Long> acount(int page);
				}
				""", "async-orm.schema.action=none");

		assertThat(output.getOut()).contains("The database has no table 'book' (of Book): operations on them fail until"
				+ " they are made by a migration, or by async-orm.schema.action=create");
	}

	@Test
	void aTableThatIsMadeIsNotWarnedOf(CapturedOutput output) {
		start(APPLICATION + BOOK + """
				interface Books extends AsyncRepository<Book, Long> {
					CompletableFuture<Long> acount(int page);
				}
				""", "async-orm.schema.action=create");

		assertThat(output.getOut()).contains("Books.acount(int)").doesNotContain("The database has no table");
	}

	@Test
	void nobodyWhoTellsTheUser(CapturedOutput output) {
		start(APPLICATION + NOTE);

		assertReport(output.getOut(), NO_USER,
				"""
						Declare a bean of type 'io.asyncorm.model.CurrentUser'. It takes the place of Spring Data's AuditorAware, and\
						 may ask one: @Bean CurrentUser currentUser(AuditorAware<?> auditor) { return () ->\
						 auditor.getCurrentAuditor().orElse(null); }
						""");
	}

	@Test
	void anAuditorOfSpringDataThatNobodyAsks(CapturedOutput output) {
		start("""
				@SpringBootApplication
				class Shop {
					@Bean org.springframework.data.domain.AuditorAware<String> auditor() {
						return () -> Optional.of("ann");
					}
				}
				""" + NOTE);

		assertReport(output.getOut(), NO_USER,
				"""
						Declare a bean of type 'io.asyncorm.model.CurrentUser'. The AuditorAware that is there is Spring Data's, and is\
						 not asked without it: @Bean CurrentUser currentUser(AuditorAware<?> auditor) { return () ->\
						 auditor.getCurrentAuditor().orElse(null); }
						""");
	}

	@Test
	void noDatabase(CapturedOutput output) {
		start(APPLICATION + BOOK, "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/shop",
				"spring.datasource.driver-class-name=org.postgresql.Driver",
				"spring.datasource.hikari.connection-timeout=250");

		assertReport(output.getOut(),
				"""
						async-orm cannot connect to its database at 'jdbc:postgresql://127.0.0.1:1/shop', which it asks at startup what it is:\
						 Connection to 127.0.0.1:1 refused.\
						 Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.\
						 (ConnectException: Connection refused)
						""",
				"""
						Start the database, or correct 'spring.datasource.url', '.username' and '.password'. If it need not be there at\
						 startup, declare a bean of type 'io.asyncorm.dialect.Dialect'.
						""");
	}

	private void start(String source, String... properties) {
		PrintedStart.start(this.directory, source, List.of("-parameters"), properties);
	}

}
