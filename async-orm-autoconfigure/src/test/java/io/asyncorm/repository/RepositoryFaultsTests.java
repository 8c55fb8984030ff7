package io.asyncorm.repository;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.asyncorm.model.Model;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.repository.Library.Branch;
import io.asyncorm.repository.Library.Tag;
import org.junit.jupiter.api.Test;

import static io.asyncorm.repository.RepositoryFaults.assertFaults;
import static io.asyncorm.repository.RepositoryFaults.assertNoFaults;
import static io.asyncorm.repository.RepositoryFaults.report;
import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(report.faults().get(0)).startsWith("Several.acount(String, int): ")
			.contains("it must return", "'titel'", "Did you mean 'title'?");
		assertThat(report.faults().get(1)).startsWith("Several.afirst(int): ");
		assertThat(report.faults().get(2)).startsWith("Several.alistByTitel(String): ");
	}

	interface Several extends AsyncRepository<Book, Long> {

		CompletableFuture<List<Book>> alistByTitel(String title);

		CompletableFuture<Short> acount(String titel, int pages__gte);

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
		assertFaults(Returns.class,
				"Returns.acount(String): it must return CompletableFuture<Long>, not CompletableFuture<Short>; what it can"
						+ " return is CompletableFuture, CompletionStage or Mono of Long or Integer",
				"Returns.acreate(String, Ref): it must return CompletableFuture<Book>, not CompletableFuture<Author>",
				"Returns.adelete(String): it must return CompletableFuture<Deleted>, not CompletableFuture<Boolean>",
				"Returns.aexists(String): it must return CompletableFuture<Boolean>, not boolean",
				"Returns.afirst(String): it must return CompletableFuture<Optional<Book>>, not CompletableFuture<Book>,"
						+ " which 'aget' returns; what it can return is",
				"Returns.aget(String): it must return CompletableFuture<Book>, not CompletableFuture<Optional<Book>>,"
						+ " which 'afirst' returns; what it can return is",
				"Returns.agetOrCreate(String, Ref): it must return CompletableFuture<GetOrCreate<Book>>, not"
						+ " CompletableFuture<UpdateOrCreate<Book>>",
				"Returns.aiterator(String): it must return AsyncIterable<Book>, not CompletableFuture<List<Book>>",
				"Returns.alist(String): it must return CompletableFuture<List<Book>>, not Future<List<Book>>; what it can"
						+ " return is CompletableFuture, CompletionStage or Mono of List<E> or Set<E>, AsyncIterable,"
						+ " Flow.Publisher or Flux of E, where E is Book, a record of some of its values, or the type of one"
						+ " property that the method's name names behind the verb, as in 'alistTitle'",
				"Returns.alistByTitle(String): it must return CompletableFuture<List<Book>>, not"
						+ " CompletableFuture<List<Author>>",
				"Returns.aupdate(String, int): it must return CompletableFuture<Long>, not CompletableFuture<Boolean>",
				"Returns.aupdateOrCreate(String, Ref): it must return CompletableFuture<UpdateOrCreate<Book>>, not"
						+ " CompletableFuture<Book>");
	}

	interface Returns extends AsyncRepository<Book, Long> {

		Future<List<Book>> alist(String title);

		CompletableFuture<List<Author>> alistByTitle(String title);

		CompletableFuture<List<Book>> aiterator(String title);

		CompletableFuture<Book> afirst(String title);

		CompletableFuture<Optional<Book>> aget(String title);

		CompletableFuture<Short> acount(String title);

		boolean aexists(String title);

		CompletableFuture<Boolean> adelete(String title);

		CompletableFuture<Author> acreate(String title, Ref<Author> author);

		CompletableFuture<Boolean> aupdate(String title, @NewValue int pages);

		CompletableFuture<UpdateOrCreate<Book>> agetOrCreate(String title, @Defaults Ref<Author> author);

		CompletableFuture<Book> aupdateOrCreate(String title, @Defaults Ref<Author> author);

	}

	@Test
	void whatIsReturnedMustBeThere() {
		assertFaults(Selections.class, "Selections.alist(int): Record 'Line' does not fit: Cannot resolve name 'titel'",
				"Did you mean 'title'?",
				"Selections.alist(long): nothing says which property's values it gives; name it behind the verb, as in"
						+ " 'alistTitle' or 'alistTitleByPages'. Properties are: added,",
				"Selections.alistOrderByPages(): Record 'Whole' does not fit: component 'author' is a whole object of"
						+ " 'Author'; declare a record of the values that are wanted, or read objects of 'Book' with"
						+ " selectRelated(\"author\")",
				"Selections.alistOrderByTitle(): Record 'Endless' does not fit: it never ends: 'Endless' is within itself",
				"Selections.alistTitle(): 'title' of 'Book' gives a 'java.lang.String', which never becomes a"
						+ " 'java.lang.Integer'",
				"Selections.alistTitleByPages(int): its name says that it gives the values of 'title'; return values of"
						+ " type String, or call it 'alistByPages'");
	}

	interface Selections extends AsyncRepository<Book, Long> {

		CompletableFuture<List<Line>> alist(int pages);

		CompletableFuture<List<String>> alist(long id);

		CompletableFuture<List<Integer>> alistTitle();

		CompletableFuture<List<Book>> alistTitleByPages(int pages);

		CompletableFuture<List<Whole>> alistOrderByPages();

		CompletableFuture<List<Endless>> alistOrderByTitle();

	}

	record Line(String titel) {
	}

	record Whole(String title, Author author) {
	}

	record Endless(String title, Endless author) {
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

	@Test
	void anAnnotationOfAnotherMethodIsAnsweredWithTheOneThatIsMeant() {
		assertFaults(Mistaken.class,
				"Mistaken.agetOrCreate(String, int): 'pages' is marked with @CreateDefaults, which means nothing in"
						+ " 'agetOrCreate'; what is written beside the lookup is marked with @Defaults",
				"Mistaken.aupdate(int, String): 'title' is marked with @Defaults, which means nothing in 'aupdate';"
						+ " a new value is marked with @NewValue",
				"Mistaken.aupdateOrCreate(String, int): 'pages' is marked with @NewValue, which means nothing in"
						+ " 'aupdateOrCreate'; what is written beside the lookup is marked with @Defaults");
	}

	interface Mistaken extends AsyncRepository<Book, Long> {

		CompletableFuture<GetOrCreate<Book>> agetOrCreate(String title, @CreateDefaults int pages);

		CompletableFuture<Long> aupdate(int pages__lt, @Defaults String title);

		CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @NewValue int pages);

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
				"Incomplete.aupdateOrCreate(String, Ref, int): nothing gives a value to 'author' of a new 'Book';",
				"Incomplete.aupdateOrCreate(String, String): nothing gives a value to 'title', 'author' of a new 'Book';");
	}

	interface Incomplete extends AsyncRepository<Book, Long> {

		CompletableFuture<Book> acreate(int pages);

		CompletableFuture<GetOrCreate<Book>> agetOrCreate(Ref<Tag> tags, String title, @Defaults Ref<Author> author);

		CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title__iexact, String author__name);

		CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @Defaults Ref<Author> author,
				@CreateDefaults int pages);

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
		assertFaults(OfAbstract.class, "OfAbstract: '" + Shelf.class.getName()
				+ "' is not a known model: it has @Model,"
				+ " but is abstract, so that no object of it can be made; move @Model to the class that extends it, and"
				+ " use that one instead.");
		assertFaults(OfUnscanned.class, "OfUnscanned: '" + Unscanned.class.getName() + "' is not a known model: it has"
				+ " @Model: keep it in a package that is scanned");
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

	@Model
	abstract static class Shelf {

	}

	interface OfAbstract extends AsyncRepository<Shelf, Long> {

	}

	@Model
	record Unscanned(Long id) {
	}

	interface OfUnscanned extends AsyncRepository<Unscanned, Long> {

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

}
