package io.asyncorm.repository;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.repository.Library.Branch;
import io.asyncorm.repository.Library.Genre;
import io.asyncorm.repository.Library.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RepositoryProxyFactory}: what a repository inherits, and how it treats
 * methods with bodies and those of {@code Object}.
 */
class RepositoryProxyFactoryTests extends AbstractBooksTests {

	@Test
	void whatIsInheritedGoesToTheQuerySet() {
		assertSame(Books::alist, QuerySet::alist);
		assertSame(Books::aget, QuerySet::aget);
		assertSame((books) -> books.filter("pages", 1).orderBy("-id").slice(0, 3).alist(),
				(rows) -> rows.filter("pages", 1).orderBy("-id").slice(0, 3).alist());
		assertSame((books) -> books.values("title").afirst(), (rows) -> rows.values("title").afirst());
		assertSame((books) -> books.valuesList(Book::title).alist(), (rows) -> rows.valuesList(Book::title).alist());
		assertSame((books) -> books.aupdate(kw("pages", 1)), (rows) -> rows.aupdate(kw("pages", 1)));
	}

	@Test
	void aRepositoryIsAQuerySetWhereverOneIsWanted() {
		Function<ValuesQuerySet<Book, Book>, Object> call = (rows) -> rows.filter("pages", 1).orderBy("id").alist();

		assertSame(call::apply, call::apply);
	}

	@Test
	void afilterIsTheTwinOfFilter() {
		assertSame((books) -> books.afilter().alist(), QuerySet::alist);
		assertSame((books) -> books.afilter("title__istartswith", "a").alist(),
				(rows) -> rows.filter("title__istartswith", "a").alist());
		assertSame((books) -> books.afilter(kw("title", "a", "pages", 1)).alist(),
				(rows) -> rows.filter(kw("title", "a", "pages", 1)).alist());
		assertSame((books) -> books.afilter(where(Book::pages).gte(3)).alist(),
				(rows) -> rows.filter("pages__gte", 3).alist());
	}

	@Test
	void anObjectIsReadByKeyReferenceOrCondition() {
		assertSame((books) -> books.aget(5L), (rows) -> rows.filter("pk", 5L).aget());
		assertSame((books) -> books.aget(Ref.of(Book.class, 5L)), (rows) -> rows.filter("pk", 5L).aget());
		assertSame((books) -> books.aget(kw("title", "a")), (rows) -> rows.filter("title", "a").aget());
		assertSame((books) -> books.aget(where(Book::title).eq("a")), (rows) -> rows.filter("title", "a").aget());
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" }) // what the compiler would refuse
	void aReferenceToAnotherModelIsRefused() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> this.books.aget((Ref) ANN))
			.withMessage("A reference to 'Author' does not lead to a 'Book'");
	}

	@Test
	void objectsAreWrittenAndCopied() {
		Book book = Book.of("Async", 3, ANN);
		Book stored = this.books.with(book, set(Book::pages).to(5));

		assertThat(stored.pages()).isEqualTo(5);
		assertThat(book.pages()).isEqualTo(3);
		assertSame((books) -> books.acreate(kw("title", "a", "author", ANN)),
				(rows) -> this.querySets.writes(Book.class).create(kw("title", "a", "author", ANN)));
		this.books.acreate(book);
		this.books.asave(book);
		this.books.asave(
				new Book(5L, "Async", 3, stored.price(), Genre.NOVEL, null, stored.added(), ANN, stored.tags()),
				set(Book::pages).to(f(Book::pages).plus(1)));
		assertThat(this.operations.meanings()).extracting((meaning) -> meaning.get(0).getClass().getSimpleName())
			.containsExactly("Create", "Create", "Save");
	}

	@Test
	void aMethodWithABodyRunsOnTheRepository() {
		assertSame((books) -> books.longOnes().alist(), (rows) -> rows.filter("pages__gte", 600).alist());
		assertSame((books) -> books.lengthOf("a", 5, 7L), (rows) -> rows.filter("pages", 13).acount());
	}

	@Test
	void whatABodyThrowsComesThroughAsItIs() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.books.failing()).withMessage("no");
	}

	@Test
	void genericInterfacesOfSeveralLevelsAreResolved() {
		Branches branches = new RepositoryProxyFactory(this.querySets).create(Branches.class);
		QuerySet<Branch> rows = this.querySets.of(Branch.class);

		branches.aget("x");
		branches.alistByPkIn(List.of("a"));
		branches.afirst("Oslo");
		List<List<Object>> made = this.operations.meanings();
		rows.filter("pk", "x").aget();
		rows.filter("pk__in", List.of("a")).alist();
		rows.filter("city", "Oslo").afirst();

		assertThat(made).isEqualTo(this.operations.meanings());
	}

	@Test
	void aRepositoryMayOfferDeclaredMethodsOnly() {
		Tags tags = new RepositoryProxyFactory(this.querySets).create(Tags.class);

		tags.acount("epic");
		List<List<Object>> made = this.operations.meanings();
		this.querySets.of(Tag.class).filter("name", "epic").acount();

		assertThat(made).isEqualTo(this.operations.meanings());
	}

	@Test
	void aRepositoryIsEqualToItselfAndPrintsItsModel() {
		Books other = new RepositoryProxyFactory(this.querySets).create(Books.class);

		assertThat(this.books).isEqualTo(this.books).isNotEqualTo(other).isNotEqualTo(null);
		assertThat(this.books.hashCode()).isEqualTo(this.books.hashCode());
		assertThat(this.books).hasToString("Books (repository of Book)");
		assertThat(this.operations.meanings()).isEmpty();
	}

	interface Keyed<T, I> extends AsyncRepository<T, I> {

		CompletableFuture<List<T>> alistByPkIn(Collection<I> keys);

	}

	interface Texts<T> extends Keyed<T, String> {

	}

	interface Branches extends Texts<Branch> {

		CompletableFuture<Optional<Branch>> afirst(String city);

	}

	interface Tags extends Repository<Tag, Long> {

		CompletableFuture<Long> acount(String name);

	}

}
