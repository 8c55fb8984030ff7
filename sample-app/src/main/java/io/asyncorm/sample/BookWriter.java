package io.asyncorm.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Update;
import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.transaction.AsyncTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

import static io.asyncorm.Orm.await;

/**
 * Writes books with their authors and tags: all of it, or nothing.
 */
@Service
class BookWriter {

	private final AsyncTransactions transactions;

	private final Authors authors;

	private final Books books;

	private final BookTags tags;

	BookWriter(AsyncTransactions transactions, Authors authors, Books books, BookTags tags) {
		this.transactions = transactions;
		this.authors = authors;
		this.books = books;
		this.tags = tags;
	}

	/** Creates a book, and its author if there is none of the name. */
	Book create(BookForm form) {
		return await(this.transactions.atomic(() -> {
			Book book = await(this.books.acreate(form.title(), author(form.author()), form.year(), form.language(),
					form.pages()));
			this.tags.set(book, form.tags());
			return book;
		}));
	}

	/** Creates a book, or updates the one that has the title. */
	UpdateOrCreate<Book> updateOrCreate(BookForm form) {
		return await(this.transactions.atomic(() -> {
			UpdateOrCreate<Book> saved = await(this.books.aupdateOrCreate(form.title(), author(form.author()),
					form.year(), form.language(), form.pages()));
			this.tags.set(saved.object(), form.tags());
			return saved;
		}));
	}

	/** Changes what a client sends, and nothing else; an author and tags are named. */
	Book patch(long id, Map<String, @Nullable Object> changes) {
		return await(this.transactions.atomic(() -> {
			Map<String, @Nullable Object> values = new HashMap<>(changes);
			boolean tagged = values.containsKey("tags");
			Object names = values.remove("tags");
			if (values.get("author") instanceof String name) {
				values.put("author", author(name));
			}
			Update<Book> update = Update.of(values, "title", "author", "year", "language", "pages");
			Book saved = await(this.books.asave(await(this.books.aget(id)), update));
			if (tagged) {
				this.tags.set(saved, names(names));
			}
			return saved;
		}));
	}

	private static List<String> names(@Nullable Object tags) {
		if (tags instanceof List<?> names && names.stream().allMatch(String.class::isInstance)) {
			return names.stream().map(String.class::cast).toList();
		}
		throw new InvalidObjectException("Book", Map.of("tags", List.of("must be a list of names")), null);
	}

	void delete(long id) {
		await(this.books.adelete(await(this.books.aget(id))));
	}

	private Ref<Author> author(String name) {
		return Ref.to(await(this.authors.agetOrCreate(name)).object());
	}

}
