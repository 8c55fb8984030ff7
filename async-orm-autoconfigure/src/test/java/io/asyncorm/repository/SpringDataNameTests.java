package io.asyncorm.repository;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.asyncorm.query.Page;
import io.asyncorm.repository.Library.Book;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is said of declared methods that have Spring Data's names.
 */
class SpringDataNameTests {

	private static final List<String> FAULTS = RepositoryFaults.report(FromSpringData.class).faults();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					countByPages            | 'acountByPages', which returns CompletableFuture<Long>.
					delete                  | 'adelete(object)'; AsyncRepository has that.
					deleteAll               | 'all().adelete()'; AsyncRepository has that.
					deleteByTitle           | 'adeleteByTitle', which returns CompletableFuture<Void>.
					existsById              | 'filter("pk", key).aexists()'; AsyncRepository has that.
					existsByTitle           | 'aexistsByTitle', which returns CompletableFuture<Boolean>.
					findAll                 | 'alist', which returns CompletableFuture<List<Book>>.
					findAllBy               | 'alist'.
					findAllById             | 'ainBulk(keys)'; AsyncRepository has that.
					findAllByOrderByPagesDesc | 'alistOrderByPagesDesc'.
					findAllByPagesGt        | 'alistByPagesGt'.
					findBooksByTitleIgnoreCase | 'alistByTitleIexact'.
					findByAuthor_NameLike   | 'alistByAuthorNameContains'; it takes the text alone, without '%'.
					findById                | 'aget(key)' or, for an Optional, 'filter("pk", key).afirst()'; AsyncRepository has that.
					findByAuthorIsActiveTrue | 'alistByAuthorIsActive'; its parameter is a Boolean, here true.
					findByPagesBetween      | 'alistByPagesRange'.
					findByPagesIsNotNull    | 'alistByPagesIsnull'; its parameter is a Boolean, here false.
					findByPagesLessThanEqualAndTitleNot | 'alistByPagesLteAndTitle'; what must not hold is said in a body, by exclude(...).
					findByTitelContaining   | 'alistByTitelContains'. There, 'TitelContains' in its name is not a property of 'Book', with or without a lookup. Did you mean 'Title'?
					findByTitle             | 'afirstByTitle'.
					findByTitleOrAuthorName | 'alistByTitleAndAuthorName'; 'Or' is said in a body, by filter(q(...).or(q(...))).
					findByTitleStartingWithAndAuthorNameContainsAllIgnoreCaseOrderByTitleAsc | 'alistByTitleIstartswithAndAuthorNameIcontainsOrderByTitleAsc'.
					findDistinctByTagsIn    | 'alistByTagsIn'; a body makes rows distinct, by filter(...).distinct().
					findFirstByPagesOrderByTitle | 'afirstByPagesOrderByTitle'.
					findTop3ByPages         | 'alistByPages'; a parameter of type Limit says how many are read.
					getByTitle              | 'agetByTitle', which returns CompletableFuture<Book>.
					getReferenceById        | 'Ref.of(model, key)'.
					queryByTitle            | 'afirstByTitle'.
					readByPages             | 'apageByPages'.
					save                    | 'asave(object)'; AsyncRepository has that.
					saveAll                 | 'abulkCreate(objects)' or 'abulkUpdate(objects)'; AsyncRepository has that.
					streamByPagesGreaterThan | 'alistByPagesGt', which returns CompletableFuture<List<Book>>.
					""")
	void aNameOfSpringDataIsTranslated(String method, String here) {
		assertThat(FAULTS.stream().filter((fault) -> fault.startsWith("FromSpringData." + method + "(")))
			.singleElement()
			.asString()
			.contains("nothing says what it does;", "Here, that is " + here);
	}

	@Test
	void whatIsCalledByAVerbOfOursMayStillHaveSpringDatasConditions() {
		RepositoryFaults.assertFaults(HalfWay.class,
				"HalfWay.alistByPagesGreaterThanEqual(int): 'PagesGreaterThanEqual' in its name is Spring Data's. Here,"
						+ " that is 'PagesGte'.",
				"HalfWay.alistByTitleNot(String): 'TitleNot' in its name is Spring Data's. Here, that is 'Title'; what"
						+ " must not hold is said in a body, by exclude(...).");
	}

	interface HalfWay extends AsyncRepository<Book, Long> {

		CompletableFuture<List<Book>> alistByPagesGreaterThanEqual(int pages);

		CompletableFuture<List<Book>> alistByTitleNot(String title);

	}

	interface FromSpringData extends AsyncRepository<Book, Long> {

		long countByPages(int pages);

		void delete(Book book);

		void deleteAll();

		void deleteByTitle(String title);

		boolean existsById(Long id);

		boolean existsByTitle(String title);

		List<Book> findAll();

		CompletableFuture<List<Book>> findAllBy();

		List<Book> findAllById(Iterable<Long> ids);

		CompletableFuture<List<Book>> findAllByOrderByPagesDesc();

		CompletableFuture<List<Book>> findAllByPagesGt(int pages);

		CompletableFuture<List<Book>> findBooksByTitleIgnoreCase(String title);

		CompletableFuture<List<Book>> findByAuthor_NameLike(String name);

		Optional<Book> findById(Long id);

		CompletableFuture<List<Book>> findByAuthorIsActiveTrue();

		CompletableFuture<List<Book>> findByPagesBetween(int from, int to);

		CompletableFuture<List<Book>> findByPagesIsNotNull();

		CompletableFuture<List<Book>> findByPagesLessThanEqualAndTitleNot(int pages, String title);

		CompletableFuture<List<Book>> findByTitelContaining(String title);

		CompletableFuture<Optional<Book>> findByTitle(String title);

		CompletableFuture<List<Book>> findByTitleOrAuthorName(String title, String name);

		CompletableFuture<List<Book>> findByTitleStartingWithAndAuthorNameContainsAllIgnoreCaseOrderByTitleAsc(
				String title, String name);

		CompletableFuture<List<Book>> findDistinctByTagsIn(Collection<Long> tags);

		CompletableFuture<Book> findFirstByPagesOrderByTitle(int pages);

		CompletableFuture<List<Book>> findTop3ByPages(int pages);

		Book getByTitle(String title);

		Book getReferenceById(Long id);

		CompletableFuture<@Nullable Book> queryByTitle(String title);

		CompletableFuture<Page<Book>> readByPages(int pages, int number, int size);

		Book save(Book book);

		List<Book> saveAll(Iterable<Book> books);

		Stream<Book> streamByPagesGreaterThan(int pages);

	}

}
