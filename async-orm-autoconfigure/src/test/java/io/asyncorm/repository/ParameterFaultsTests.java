package io.asyncorm.repository;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import javax.tools.ToolProvider;

import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.repository.Library.Edition;
import io.asyncorm.repository.Library.Stamp;
import io.asyncorm.repository.Library.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.asyncorm.repository.RepositoryFaults.assertFaults;
import static io.asyncorm.repository.RepositoryFaults.assertNoFaults;
import static io.asyncorm.repository.RepositoryFaults.catchReport;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is found to be wrong with the types and names of parameters.
 */
class ParameterFaultsTests {

	@Test
	void parametersMustHaveTheTypeOfTheField() {
		assertFaults(Types.class, "Types.acount(long): 'pages' must be 'int', not 'long'",
				"Types.acount(Ref): 'author' must be 'Ref<Author>', 'Author' or 'long', not 'Ref<Tag>'",
				"Types.acreate(Ref, Ref): 'title' must be 'String', not 'Ref<Author>'",
				"Types.aexists(LocalDate): 'published__isnull' must be 'boolean', not 'LocalDate'",
				"Types.aexists(Ref): 'author_id' must be 'long', not 'Ref<Author>'",
				"Types.alist(int): 'title__icontains' must be 'String', not 'int'",
				"Types.alist(Collection): 'pages__in' must be 'Collection<Integer>' or an array,"
						+ " not 'Collection<String>'",
				"Types.alist(String, QuerySet): 'pages__range' must be 'Collection<Integer>' or an array with two elements,"
						+ " not 'QuerySet<Tag>'",
				"Types.alistByPagesRange(int, String): 'to' must be 'int', not 'String'",
				"Types.aupdate(String, String): 'pages' must be 'int', not 'String'");
	}

	@Test
	void whatOnlyTheDatabaseWritesIsNoParameterOfAWrite() {
		String fault = "names a field that only the database writes; remove it";

		assertFaults(Stamps.class, "Stamps.acreate(String, Instant): 'printed' " + fault,
				"Stamps.agetOrCreate(String, Instant): 'printed' " + fault,
				"Stamps.aupdate(String, Instant): 'printed' " + fault);
	}

	interface Stamps extends AsyncRepository<Stamp, Long> {

		CompletableFuture<Stamp> acreate(String text);

		CompletableFuture<Stamp> acreate(String text, Instant printed);

		CompletableFuture<Long> aupdate(String text, @NewValue Instant printed);

		CompletableFuture<GetOrCreate<Stamp>> agetOrCreate(String text, @Defaults Instant printed);

		CompletableFuture<GetOrCreate<Stamp>> agetOrCreate(Instant printed, @Defaults String text);

		CompletableFuture<Long> acount(Instant printed);

	}

	interface Types extends AsyncRepository<Book, Long> {

		CompletableFuture<Long> acount(long pages);

		CompletableFuture<Long> acount(Ref<Tag> author);

		CompletableFuture<Book> acreate(Ref<Author> title, Ref<Author> author);

		CompletableFuture<Boolean> aexists(LocalDate published__isnull);

		CompletableFuture<Boolean> aexists(Ref<Author> author_id);

		CompletableFuture<List<Book>> alist(int title__icontains);

		CompletableFuture<List<Book>> alist(Collection<String> pages__in);

		CompletableFuture<List<Book>> alist(String title, QuerySet<Tag> pages__range);

		CompletableFuture<List<Book>> alistByPagesRange(int from, String to);

		CompletableFuture<Long> aupdate(String title, @NewValue String pages);

	}

	@Test
	void parametersMustHaveTheTypeThatTheLookupTakes() {
		assertFaults(EditionTypes.class, "EditionTypes.acount(int): 'meta__has_key' must be 'String', not 'int'",
				"EditionTypes.acount(String): 'meta__has_keys' must be 'Collection<String>' or an array, not 'String'",
				"EditionTypes.acount(List): 'meta__has_any_keys' must be 'Collection<String>' or an array,"
						+ " not 'List<Integer>'",
				"EditionTypes.acount(long): 'meta__language__icontains' must be 'String', not 'long'",
				"EditionTypes.acount(Map): 'meta__contains' is @Nullable, but 'contains' cannot be asked about null;"
						+ " remove @Nullable, or use isnull",
				"EditionTypes.aexists(String): 'published__year' must be 'int', not 'String'",
				"EditionTypes.aexists(List): 'published__month__in' must be 'Collection<Integer>' or an array,"
						+ " not 'List<LocalDate>'",
				"EditionTypes.aexists(Instant): 'added__date' must be 'LocalDate', not 'Instant'",
				"EditionTypes.aexists(int): 'meta__language__isnull' must be 'boolean', not 'int'",
				"EditionTypes.alist(int): Cannot resolve lookup 'hour' in 'published__hour'.",
				"startswith, trigram_similar, trigram_word_similar, year, iso_year, quarter, month, week, week_day, iso_week_day, day.");
	}

	interface EditionTypes extends AsyncRepository<Edition, Long> {

		CompletableFuture<Long> acount(int meta__has_key);

		CompletableFuture<Long> acount(String meta__has_keys);

		CompletableFuture<Long> acount(List<Integer> meta__has_any_keys);

		CompletableFuture<Long> acount(long meta__language__icontains);

		CompletableFuture<Long> acount(@Nullable Map<String, Object> meta__contains);

		CompletableFuture<Boolean> aexists(String published__year);

		CompletableFuture<Boolean> aexists(List<LocalDate> published__month__in);

		CompletableFuture<Boolean> aexists(Instant added__date);

		CompletableFuture<Boolean> aexists(int meta__language__isnull);

		CompletableFuture<List<Edition>> alist(int published__hour);

	}

	@Test
	void whatFitsWithoutLossIsTaken() {
		assertNoFaults(Fitting.class);
	}

	interface Fitting extends AsyncRepository<Book, Long> {

		CompletableFuture<Long> acount(int price__gte, short pages, int id);

		CompletableFuture<Long> acount(Collection<?> pages__in);

		CompletableFuture<Long> acount(Ref<?> author);

		CompletableFuture<List<Book>> alist(List<Ref<Author>> author__in, Integer pages);

		CompletableFuture<List<Book>> alist(String[] title__in, boolean authorId__isnull);

	}

	@Test
	void nullCanOnlyBeAskedForByEquality() {
		assertFaults(Nulls.class,
				"Nulls.alist(String): 'title__icontains' is @Nullable, but 'icontains' cannot be asked about null;"
						+ " remove @Nullable, or use isnull");
	}

	interface Nulls extends AsyncRepository<Book, Long> {

		CompletableFuture<List<Book>> alist(@Nullable String title__icontains);

		CompletableFuture<List<Book>> alist(@Nullable LocalDate published, @Nullable String title__iexact);

	}

	@Test
	void typesOfParametersFitWhatTransformsGive() {
		assertFaults(Transforms.class, "Transforms.acount(Integer): 'added__date' must be 'LocalDate', not 'Integer'",
				"Transforms.acount(String): 'added__hour__gte' must be 'int', not 'String'",
				"Transforms.acount(List): 'added__month__in' must be 'Collection<Integer>' or an array, not"
						+ " 'List<LocalDate>'",
				"Transforms.afirst(Instant): 'published__year' must be 'int', not 'Instant'");
	}

	interface Transforms extends AsyncRepository<Book, Long> {

		CompletableFuture<Optional<Book>> afirst(Instant published__year);

		CompletableFuture<Long> acount(String added__hour__gte);

		CompletableFuture<Long> acount(List<LocalDate> added__month__in);

		CompletableFuture<Long> acount(Integer added__date);

		CompletableFuture<Boolean> aexists(int published__year__lt);

		CompletableFuture<Boolean> aexists(LocalDate added__date);

	}

	@Test
	void missingParameterNamesAreReportedWithAdvice(@TempDir Path folder) throws Exception {
		Class<?> nameless = compileWithoutNames(folder, "Nameless", """
				import io.asyncorm.repository.*;
				import java.util.concurrent.CompletableFuture;

				public interface Nameless extends AsyncRepository<io.asyncorm.repository.NamelessModel, Long> {

					CompletableFuture<Long> acount(String name);

					CompletableFuture<Long> acount(@Param("name__in") java.util.List<String> names);

					CompletableFuture<Long> acountByName(String name);

					@Query("select count(*) from nameless_model where name = :name")
					CompletableFuture<Long> asum(String name);

					@Query("select count(*) from nameless_model where name = :name")
					CompletableFuture<Long> acounted(@Param("name") String name);

				}
				""");

		assertThat(catchReport(nameless, List.of(NamelessModel.class)).faults()).satisfiesExactly((fault) -> assertThat(
				fault)
			.startsWith("Nameless.acount(String): the names of its parameters are not in"
					+ " the class file; compile with javac's -parameters, as Spring Boot's build plugins do (elsewhere in Maven:"
					+ " maven.compiler.parameters=true), or give each of them a @Param(\"...\")"),
				(fault) -> assertThat(fault)
					.startsWith("Nameless.asum(String): the names of its parameters are not in"));
	}

	private static Class<?> compileWithoutNames(Path folder, String name, String source) throws IOException {
		Path file = Files.writeString(folder.resolve(name + ".java"), source);
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"),
					file.toString());
		assertThat(result).isZero();
		return load(folder, name);
	}

	@SuppressWarnings("resource") // the class is used as long as the test runs
	private static Class<?> load(Path folder, String name) throws MalformedURLException {
		URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() },
				ParameterFaultsTests.class.getClassLoader());
		try {
			return loader.loadClass(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
