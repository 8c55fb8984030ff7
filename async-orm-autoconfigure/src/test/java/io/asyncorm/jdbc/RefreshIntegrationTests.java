package io.asyncorm.jdbc;

import java.time.Duration;
import java.util.List;

import io.asyncorm.jdbc.DeleteModels.Author;
import io.asyncorm.jdbc.DeleteModels.Book;
import io.asyncorm.jdbc.DeleteModels.Publisher;
import io.asyncorm.jdbc.DeleteModels.Tag;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is read again by {@code arefreshFromDb()}.
 */
@ParameterizedClass
@EnumSource
class RefreshIntegrationTests {

	private final WriteDatabase database;

	private Book book = new Book(null, "", Ref.of(Author.class, 1L), null, null);

	RefreshIntegrationTests(TestDatabase database) {
		this.database = new WriteDatabase(database, Author.class, Book.class, Tag.class, Publisher.class);
	}

	@BeforeEach
	void createBook() {
		Author ann = this.database.writes(Author.class).create(new Author(null, "Ann", null)).join();
		this.database.writes(Author.class).create(new Author(null, "Bob", null)).join();
		this.database.writes(Publisher.class).create(new Publisher(null, "House")).join();
		this.book = this.database.writes(Book.class).create(new Book(null, "Old", Ref.to(ann), null, null)).join();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void anObjectIsReadAgainAsItIsStored() {
		change();

		Book refreshed = this.database.all(Book.class).arefreshFromDb(this.book).join();

		assertThat(refreshed.title()).isEqualTo("New");
		assertThat(refreshed.author().key()).isEqualTo(2L);
		assertThat(this.book.title()).isEqualTo("Old");
		assertThat(this.database.all(Book.class).arefresh(this.book).join().title()).isEqualTo("New");
	}

	@Test
	void onlyTheNamedFieldsAreReadAgain() {
		Book prefetched = this.database.all(Book.class).prefetchRelated("tags", "author").aget().join();
		change();

		Book refreshed = this.database.all(Book.class).arefreshFromDb(prefetched, "author_id", "publisher").join();

		assertThat(refreshed.title()).isEqualTo("Old");
		assertThat(refreshed.author()).isEqualTo(Ref.of(Author.class, 2L));
		assertThat(refreshed.author().aget().join().name()).isEqualTo("Bob");
		assertThat(refreshed.publisher()).isEqualTo(Ref.of(Publisher.class, 1L));
		assertThat(refreshed.tags().list()).isEmpty();
	}

	@Test
	void aRelationToManyThatIsNamedIsNotLoadedAnyMore() {
		Book prefetched = this.database.all(Book.class).prefetchRelated("tags").aget().join();

		Book refreshed = this.database.all(Book.class).arefreshFromDb(prefetched, "tags").join();

		assertThat(refreshed.tags().isLoaded()).isFalse();
		assertThat(refreshed.tags().alist().join()).isEqualTo(List.of());
	}

	@Test
	void aQuerySetSaysHowAndAmongWhichRows() {
		change();

		assertThat(
				this.database.all(Book.class).selectRelated("author").arefreshFromDb(this.book).join().author().get())
			.isEqualTo(new Author(2L, "Bob", null));
		assertThatExceptionOfType(DoesNotExistException.class)
			.isThrownBy(() -> this.database.all(Book.class).filter("title", "Old").arefreshFromDb(this.book).join());
	}

	@Test
	void anObjectThatIsGoneOrWasNeverSavedDoesNotExist() {
		this.database.writes(Book.class).delete(this.book).join();

		assertThatExceptionOfType(DoesNotExistException.class)
			.isThrownBy(() -> this.database.all(Book.class).arefreshFromDb(this.book).join())
			.withMessageContaining("id " + this.book.id())
			.extracting(DoesNotExistException::getModel)
			.isEqualTo("Book");
		assertThat(this.database.all(Author.class).arefreshFromDb(new Author(null, "New", null)))
			.failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(DoesNotExistException.class)
			.withMessageContaining("not saved yet");
	}

	@Test
	void whatIsNoFieldIsRefusedWithTheChoices() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.database.all(Book.class).arefreshFromDb(this.book, "titel").join())
			.withMessageContaining("'titel'")
			.withMessageContaining("title");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.database.all(Book.class).arefreshFromDb(this.book, "author__name").join());
	}

	private void change() {
		this.database.all(Book.class).aupdate(kw("title", "New", "author", 2, "publisher", 1)).join();
	}

}
