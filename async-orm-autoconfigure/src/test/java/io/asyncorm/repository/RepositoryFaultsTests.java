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
import java.util.concurrent.Future;

import javax.tools.ToolProvider;

import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Award;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.repository.Library.Branch;
import io.asyncorm.repository.Library.Edition;
import io.asyncorm.repository.Library.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for what is found to be wrong with declarations, and how it is reported.
 */
class RepositoryFaultsTests {

	@Test
	void allFaultsOfAnInterfaceAreReportedAtOnceWithALineForEachMethod() {
		RepositoryDefinitionException report = report(Several.class);

		assertThat(report.repositoryInterface()).isEqualTo(Several.class);
		assertThat(report.faults()).hasSize(3);
		assertThat(report).hasMessage("3 faults in the repository '" + Several.class.getName() + "':\n- "
				+ String.join("\n- ", report.faults()));
		assertThat(report.faults().get(0)).startsWith("Several.acount(String, int): it must return")
			.contains("'titel'", "Did you mean 'title'?");
		assertThat(report.faults().get(1)).startsWith("Several.afirst(int): ");
		assertThat(report.faults().get(2)).startsWith("Several.alistByTitel(String): ");
	}

	interface Several extends AsyncRepository<Book, Long> {

		CompletableFuture<List<Book>> alistByTitel(String title);

		CompletableFuture<Integer> acount(String titel, int pages__gte);

		CompletableFuture<Optional<Book>> afirst(int title);

		CompletableFuture<Long> acount(String title__icontains);

	}

	@Test
	void unknownNamesAreReportedWithTheNearest() {
		assertFaults(Unknown.class,
				"Unknown.acreate(String, Ref): 'titl' is no field of 'Book', which alone can be written here."
						+ " Did you mean 'title'? Choices are: added, author, genre, id, pages, price, published, title.",
				"Unknown.aexists(String): Cannot resolve name 'nam' in 'author__nam'. Did you mean 'name'?",
				"Unknown.afirst(String): Cannot resolve lookup 'icontain' in 'title__icontain'.",
				"Did you mean 'icontains'?",
				"Unknown.alistByAutorName(String): 'AutorName' in its name is not a property of 'Book',"
						+ " with or without a lookup. Did you mean 'AuthorName'? Properties are: added, author,",
				"Unknown.alistByTitleOrderByPage(String): 'Page' in its name is not a property of 'Book' to order by."
						+ " Did you mean 'Pages'?",
				"Unknown.alists(): nothing says what it does;", "Did you mean 'alist'?",
				"Unknown.aupdate(String, int): 'author__name' is no field of 'Book'");
	}

	interface Unknown extends AsyncRepository<Book, Long> {

		CompletableFuture<Optional<Book>> afirst(String title__icontain);

		CompletableFuture<Boolean> aexists(String author__nam);

		CompletableFuture<Book> acreate(String titl, Ref<Author> author);

		CompletableFuture<Long> aupdate(@NewValue String author__name, int pages);

		CompletableFuture<List<Book>> alistByAutorName(String name);

		CompletableFuture<List<Book>> alistByTitleOrderByPage(String title);

		CompletableFuture<List<Book>> alists();

	}

	@Test
	void theRightReturnTypeIsNamed() {
		assertFaults(Returns.class, "Returns.acount(String): it must return CompletableFuture<Long>, not",
				"Returns.acreate(String, Ref): it must return CompletableFuture<Book>, not CompletableFuture<Author>",
				"Returns.adelete(String): it must return CompletableFuture<Deleted>, not CompletableFuture<Void>",
				"Returns.aexists(String): it must return CompletableFuture<Boolean>, not boolean",
				"Returns.afirst(String): it must return CompletableFuture<Optional<Book>>, not CompletableFuture<Book>",
				"Returns.aget(String): it must return CompletableFuture<Book>, not CompletableFuture<Optional<Book>>",
				"Returns.agetOrCreate(String, Ref): it must return CompletableFuture<GetOrCreate<Book>>, not"
						+ " CompletableFuture<UpdateOrCreate<Book>>",
				"Returns.aiterator(String): it must return AsyncIterable<Book>, not CompletableFuture<List<Book>>",
				"Returns.alist(String): it must return CompletableFuture<List<Book>>, not Future<List<Book>>",
				"Returns.alistByTitle(String): it must return CompletableFuture<List<Book>>, not"
						+ " CompletableFuture<List<Author>>",
				"Returns.aupdate(String, int): it must return CompletableFuture<Long>, not CompletableFuture<Integer>",
				"Returns.aupdateOrCreate(String, Ref): it must return CompletableFuture<UpdateOrCreate<Book>>, not"
						+ " CompletableFuture<Book>");
	}

	interface Returns extends AsyncRepository<Book, Long> {

		Future<List<Book>> alist(String title);

		CompletableFuture<List<Author>> alistByTitle(String title);

		CompletableFuture<List<Book>> aiterator(String title);

		CompletableFuture<Book> afirst(String title);

		CompletableFuture<Optional<Book>> aget(String title);

		CompletableFuture<Integer> acount(String title);

		boolean aexists(String title);

		CompletableFuture<Void> adelete(String title);

		CompletableFuture<Author> acreate(String title, Ref<Author> author);

		CompletableFuture<Integer> aupdate(String title, @NewValue int pages);

		CompletableFuture<UpdateOrCreate<Book>> agetOrCreate(String title, @Defaults Ref<Author> author);

		CompletableFuture<Book> aupdateOrCreate(String title, @Defaults Ref<Author> author);

	}

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
				"startswith, year, iso_year, quarter, month, week, week_day, iso_week_day, day.");
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
	void theLatestIsSoByFieldsThatSomethingNames() {
		assertFaults(Latest.class,
				"Latest.aearliestByTitle(String): nothing says by which fields; give 'Book' a getLatestBy, or name them"
						+ " in the method: 'aearliestByTitleOrderBy...'",
				"Latest.alatest(int): nothing says by which fields; give 'Book' a getLatestBy, or name them in the"
						+ " method: 'alatestOrderBy...'",
				"Latest.alatest(String): it would be called in place of the inherited 'alatest(String[])'",
				"Latest.alatestByTitleOrderByPages(String): it must return CompletableFuture<Book>, not"
						+ " CompletableFuture<Optional<Book>>");
	}

	interface Latest extends AsyncRepository<Book, Long> {

		CompletableFuture<Book> alatest(String author__name);

		CompletableFuture<Book> alatest(int pages__gt);

		CompletableFuture<Book> aearliestByTitle(String title);

		CompletableFuture<Optional<Book>> alatestByTitleOrderByPages(String title);

	}

	@Test
	void whatIsLookedForAmongOthersComesFirst() {
		assertFaults(Contained.class,
				"Contained.acontains(String, Book): its first parameter must be the 'Book' that is looked for, and those"
						+ " behind it are lookups",
				"Contained.acontainsByTitle(Book): its name takes 1 values (title), but it has 0 parameters for"
						+ " them; declare one for each value, in their order",
				"Contained.acontainsOrderByTitle(Book): an order makes no difference to 'acontains'; remove it from the"
						+ " name");
	}

	interface Contained extends AsyncRepository<Book, Long> {

		CompletableFuture<Boolean> acontains(String title__icontains, Book book);

		CompletableFuture<Boolean> acontainsByTitle(Book book);

		CompletableFuture<Boolean> acontainsOrderByTitle(Book book);

	}

	@Test
	void objectsByTheirKeysAreAMapOfTheKeysType() {
		assertFaults(InBulk.class,
				"InBulk.ainBulkByTitleIn(Collection): it must return CompletableFuture<Map<Long, Book>>, not"
						+ " CompletableFuture<Map<String, Book>>");
	}

	interface InBulk extends AsyncRepository<Book, Long> {

		CompletableFuture<Map<String, Book>> ainBulkByTitleIn(Collection<String> titles);

	}

	@Test
	void annotationsMustMeanSomething() {
		assertFaults(Marks.class,
				"Marks.acount(String): 'title' is marked with @NewValue, which means nothing in 'acount';"
						+ " remove it",
				"Marks.agetOrCreate(String, Ref): it looks nothing up; at least one parameter must be without @Defaults",
				"Marks.alist(String): one parameter has more than one of @Param, @Defaults and @NewValue;",
				"Marks.alistByTitle(String): 'title' is marked with @Defaults, which means nothing where the method's"
						+ " name says what it does; remove it",
				"Marks.aupdate(String): it changes nothing; mark the parameters that are new values with @NewValue",
				"Marks.aupdate(String, String, int): 'title' names a field that another parameter writes already;"
						+ " remove one",
				"Marks.longOnes(): it has a body, so its @Query is never used; remove one of them");
	}

	interface Marks extends AsyncRepository<Book, Long> {

		CompletableFuture<Long> acount(@NewValue String title);

		CompletableFuture<List<Book>> alist(@Param("title") @Defaults String text);

		CompletableFuture<List<Book>> alistByTitle(@Defaults String title);

		CompletableFuture<Long> aupdate(String title);

		CompletableFuture<Long> aupdate(@NewValue String title, @NewValue("title") String text, int pages);

		CompletableFuture<GetOrCreate<Book>> agetOrCreate(@Defaults String title, @Defaults Ref<Author> author);

		@Query("select 1")
		default QuerySet<Book> longOnes() {
			return filter("pages__gte", 600);
		}

	}

	@Test
	void aNewObjectNeedsItsFields() {
		assertFaults(Incomplete.class,
				"Incomplete.acreate(int): nothing gives a value to 'title', 'author' of a new 'Book';"
						+ " add a parameter, or a default to the model",
				"Incomplete.agetOrCreate(Ref, String, Ref): 'tags' is not stored in 'Book', so a new object could not be"
						+ " given it;",
				"Incomplete.aupdateOrCreate(String, String): nothing gives a value to 'title', 'author' of a new 'Book';");
	}

	interface Incomplete extends AsyncRepository<Book, Long> {

		CompletableFuture<Book> acreate(int pages);

		CompletableFuture<GetOrCreate<Book>> agetOrCreate(Ref<Tag> tags, String title, @Defaults Ref<Author> author);

		CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title__iexact, String author__name);

	}

	@Test
	void namesThatCanBeReadInTwoWaysAreRefused() {
		assertFaults(Ambiguous.class,
				"Ambiguous.alistByBookTitle(String): its name can be read as 'bookTitle' and as 'book__title';"
						+ " name the parameters by Django lookups instead, in a method called 'alist'");
	}

	interface Ambiguous extends AsyncRepository<Award, Long> {

		CompletableFuture<List<Award>> alistByBookTitle(String title);

		CompletableFuture<List<Award>> alistByBookId(long id);

		CompletableFuture<List<Award>> alist(String book__title);

	}

	@Test
	void aNameMustFitItsParametersAndItsVerb() {
		assertFaults(Misfits.class,
				"Misfits.acountByTitleOrderByPages(String): an order makes no difference to 'acount';",
				"Misfits.alistByPagesRange(List): its name takes 2 values (pages__range), but it has 1 parameters;",
				"Misfits.alistByTitleAndPages(String): its name takes 2 values (title, pages), but it has 1");
	}

	interface Misfits extends AsyncRepository<Book, Long> {

		CompletableFuture<Long> acountByTitleOrderByPages(String title);

		CompletableFuture<List<Book>> alistByTitleAndPages(String title);

		CompletableFuture<List<Book>> alistByPagesRange(List<Integer> pages);

	}

	@Test
	void whatTakesThePlaceOfAnInheritedMethodIsRefused() {
		assertFaults(Replacing.class,
				"Replacing.acreate(Branch): it would be called in place of the inherited 'acreate(Branch)'; give it"
						+ " another name, or other parameters",
				"Replacing.aget(String): it would be called in place of the inherited 'aget(String)';",
				"Replacing.alist(): it would be called in place of the inherited 'alist()';",
				"Replacing.filter(String, String): it would be called in place of the inherited 'filter(String, Object)';",
				"Replacing.orderBy(String, String): it would be called in place of the inherited 'orderBy(String[])';",
				"Replacing.orderBy(String): it would be called in place of the inherited 'orderBy(String[])';");
		assertFaults(PrimitiveKey.class,
				"PrimitiveKey.aget(long): it would be called in place of the inherited 'aget(Long)';");
	}

	interface Replacing extends AsyncRepository<Branch, String> {

		CompletableFuture<Branch> aget(String city);

		@Override
		CompletableFuture<List<Branch>> alist();

		@Override
		default CompletableFuture<Branch> acreate(Branch object) {
			return aget(object.code());
		}

		default QuerySet<Branch> filter(String lookup, String value) {
			return all(lookup, value);
		}

		default QuerySet<Branch> orderBy(String field) {
			return all("code", field);
		}

		default QuerySet<Branch> orderBy(String first, String second) {
			return all(first, second);
		}

		private QuerySet<Branch> all(String lookup, String value) {
			return filter(lookup, (Object) value);
		}

	}

	interface PrimitiveKey extends AsyncRepository<Book, Long> {

		CompletableFuture<Book> aget(long id);

		CompletableFuture<Book> aget(String title);

	}

	@Test
	void withoutAsyncRepositoryNothingIsInherited() {
		assertNoFaults(Narrow.class);
	}

	interface Narrow extends Repository<Branch, String> {

		CompletableFuture<Branch> aget(String city);

		CompletableFuture<List<Branch>> alist();

	}

	@Test
	void aRepositoryMustBeForAModelAndItsKey() {
		assertFaults(NoModel.class, "NoModel: 'java.lang.String' is not a known model: annotate it with @Model");
		assertFaults(WrongKey.class,
				"WrongKey: the key of 'Book' is a 'Long', but the repository names 'Integer';"
						+ " extend AsyncRepository<Book, Long>",
				"WrongKey.acount(int): 'title' must be 'String', not 'int'");
		assertFaults(Generic.class, "Generic: it does not say which model it is for;");
		assertFaults(String.class, "String: only an interface, not sealed, that extends AsyncRepository or Repository");
		assertFaults(Closed.class, "Closed: only an interface, not sealed,");
	}

	interface NoModel extends AsyncRepository<String, Long> {

	}

	interface WrongKey extends AsyncRepository<Book, Integer> {

		CompletableFuture<Long> acount(int title);

	}

	interface Generic<T> extends AsyncRepository<T, Long> {

	}

	sealed interface Closed extends AsyncRepository<Book, Long> permits Opened {

	}

	non-sealed interface Opened extends Closed {

	}

	@Test
	void queriesAreCheckedAgainstTheirParametersAndResults() {
		assertFaults(Queries.class,
				"Queries.achanged(long): its @Query changes rows and gives none, so it must return"
						+ " CompletableFuture<Long>, <Integer> or <Void>, not CompletableFuture<List<Book>>;",
				"Queries.aempty(): its @Query is empty; write a statement",
				"Queries.aeverything(): it cannot return CompletableFuture<Object>;",
				"Queries.alisted(List): 'ids' is bound as one array, which IN does not take; write '= any(:ids)', or"
						+ " '<> all(:ids)' in place of 'not in'",
				"Queries.amodel(Author): 'author' is a model, which cannot be bound; declare a Ref or its key",
				"Queries.aopen(): its @Query cannot be read: the quote that begins at ''a' is not closed",
				"Queries.apositional(int): its @Query cannot be read: a parameter needs a name, as in :name,",
				"Queries.aunknown(int): its @Query has a parameter ':page', but the method has none of this name; add one."
						+ " Did you mean 'pages'?; 'pages' does not stand in its @Query; write ':pages', or remove it",
				"Queries.avoid(): it cannot return CompletableFuture<Void>;",
				"Queries.await(): it must return a CompletableFuture of something, not int");
	}

	interface Queries extends AsyncRepository<Book, Long> {

		@Query("update book set pages = 1 where id = :id")
		CompletableFuture<List<Book>> achanged(long id);

		@Query(" ")
		CompletableFuture<Long> aempty();

		@Query("select * from book")
		CompletableFuture<Object> aeverything();

		@Query("select * from book where id in (:ids)")
		CompletableFuture<List<Book>> alisted(List<Long> ids);

		@Query("select * from book where author_id = :author")
		CompletableFuture<List<Book>> amodel(Author author);

		@Query("select 'a")
		CompletableFuture<String> aopen();

		@Query("select * from book where pages = ?")
		CompletableFuture<List<Book>> apositional(int pages);

		@Query("select * from book where pages = :page")
		CompletableFuture<List<Book>> aunknown(int pages);

		@Query("select 1")
		CompletableFuture<Void> avoid();

		@Query("select 1")
		int await();

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

		assertThat(catchReport(nameless, List.of(NamelessModel.class)).faults()).satisfiesExactly(
				(fault) -> assertThat(fault)
					.startsWith("Nameless.acount(String): the names of its parameters are not in"
							+ " the class file; compile with -parameters, or give each of them a @Param(\"...\")"),
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
				RepositoryFaultsTests.class.getClassLoader());
		try {
			return loader.loadClass(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Each text stands in the report; lines are told apart by their beginnings. */
	private static void assertFaults(Class<?> repository, String... expected) {
		RepositoryDefinitionException report = report(repository);
		assertThat(report.faults()).allSatisfy((fault) -> assertThat(fault).doesNotContain("\n"));
		assertThat(String.join("\n", report.faults())).contains(expected);
		long lines = List.of(expected).stream().filter((text) -> text.startsWith(repository.getSimpleName())).count();
		assertThat(report.faults()).hasSize((int) lines);
	}

	private static void assertNoFaults(Class<?> repository) {
		assertThat(new RepositoryProxyFactory(Library.querySets(new RecordedOperations())).create(repository))
			.isNotNull();
	}

	private static RepositoryDefinitionException report(Class<?> repository) {
		return catchReport(repository, Library.MODELS);
	}

	private static RepositoryDefinitionException catchReport(Class<?> repository, List<Class<?>> models) {
		RepositoryProxyFactory factory = new RepositoryProxyFactory(
				Library.querySets(models, new RecordedOperations()));
		return catchThrowableOfType(RepositoryDefinitionException.class, () -> factory.create(repository));
	}

}
