package io.asyncorm.repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.CursorPage;
import io.asyncorm.query.Page;
import io.asyncorm.repository.Library.Award;
import io.asyncorm.repository.Library.Book;
import org.junit.jupiter.api.Test;

import static io.asyncorm.repository.RepositoryFaults.assertFaults;

/**
 * Tests for what is found to be wrong with what the names of methods say, and what each
 * verb takes.
 */
class MethodNameFaultsTests {

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
				"Contained.acontainsByTitle(Book): its name takes 1 value (title), but it has 0 parameters for"
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
	void pagesSayWhichOneComesBehindTheLookups() {
		assertFaults(Paged.class,
				"Paged.apage(int): its last two parameters must be the number of the page, counted from 0, and its size,"
						+ " both int; those before them are lookups",
				"Paged.apageAfterByTitle(String, int): its name takes 1 value (title), but it has 0 parameters for them;",
				"Paged.apageAfterByTitle(String, long): its last two parameters must be the token of the page before",
				"Paged.apageByTitle(String, int, int): it must return CompletableFuture<Page<Book>>, not"
						+ " CompletableFuture<List<Book>>");
	}

	interface Paged extends AsyncRepository<Book, Long> {

		CompletableFuture<Page<Book>> apage(int number);

		CompletableFuture<CursorPage<Book>> apageAfterByTitle(String title, int size);

		CompletableFuture<CursorPage<Book>> apageAfterByTitle(String title, long size);

		CompletableFuture<List<Book>> apageByTitle(String title, int number, int size);

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
				"Misfits.alistByPagesRange(List): its name takes 2 values (pages__range), but it has 1 parameter;",
				"Misfits.alistByTitleAndPages(String): its name takes 2 values (title, pages), but it has 1");
	}

	interface Misfits extends AsyncRepository<Book, Long> {

		CompletableFuture<Long> acountByTitleOrderByPages(String title);

		CompletableFuture<List<Book>> alistByTitleAndPages(String title);

		CompletableFuture<List<Book>> alistByPagesRange(List<Integer> pages);

	}

	@Test
	void whatIsReturnedIsTheResultOfAnotherVerb() {
		assertFaults(OtherVerbs.class,
				"OtherVerbs.agetByTitle(String): it must return CompletableFuture<Book>, not"
						+ " CompletableFuture<List<Book>>, which 'alistByTitle' returns;",
				"OtherVerbs.alistByPages(int, int, int): it must return CompletableFuture<List<Book>>, not"
						+ " CompletableFuture<Page<Book>>, which 'apageByPages' returns;",
				"OtherVerbs.alistByPagesLt(int): it must return CompletableFuture<List<Book>>, not"
						+ " CompletableFuture<Map<Long, Book>>, which 'ainBulkByPagesLt' returns;",
				"OtherVerbs.alistByPagesGt(int): it must return CompletableFuture<List<Book>>, not"
						+ " CompletableFuture<Collection<Book>>; what it can return is",
				"OtherVerbs.alistByTitleOrderByPagsDesc(String): 'PagsDesc' in its name is not a property of 'Book' to"
						+ " order by. Did you mean 'Pages'?");
	}

	interface OtherVerbs extends AsyncRepository<Book, Long> {

		CompletableFuture<List<Book>> agetByTitle(String title);

		CompletableFuture<Page<Book>> alistByPages(int pages, int number, int size);

		CompletableFuture<Map<Long, Book>> alistByPagesLt(int pages);

		CompletableFuture<Collection<Book>> alistByPagesGt(int pages);

		CompletableFuture<List<Book>> alistByTitleOrderByPagsDesc(String title);

	}

}
