package io.asyncorm.sample;

import java.util.Optional;

import io.asyncorm.query.Deleted;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;

/**
 * One book from its creation to its end.
 */
@Component
@Profile(SampleApplication.TUTORIAL)
class Tutorial implements ApplicationRunner {

	private final Authors authors;

	private final Books books;

	Tutorial(Authors authors, Books books) {
		this.authors = authors;
		this.books = books;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		Author author = await(this.authors.agetOrCreate("Ann Author")).object();

		Book book = await(this.books.acreate("Async Django", Ref.to(author), 2024, "en", 320));
		print("create", "'%s' has %d pages", book.title(), book.pages());

		Optional<Book> first = await(this.books.afilter("title__istartswith", "async").orderBy("-pages").afirst());
		print("first", "'%s'", first.map(Book::title).orElse("nothing"));

		UpdateOrCreate<Book> saved = await(
				this.books.aupdateOrCreate(kw("title", "Async Django"), defaults("title", "Async Django Updated")));
		print("update or create", "'%s' was %s", saved.object().title(), saved.created() ? "created" : "updated");

		Deleted deleted = await(this.books.afilter("title", "Async Django Updated").adelete());
		print("delete", "%d object %s", deleted.count(), deleted.perModel());

		await(this.authors.filter("id", author.id()).adelete());
	}

	private static void print(String step, String format, Object... values) {
		System.out.println(step + ": " + format.formatted(values));
	}

}
