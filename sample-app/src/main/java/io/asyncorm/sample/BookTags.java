package io.asyncorm.sample;

import java.util.List;

import io.asyncorm.transaction.AsyncTransactions;

import org.springframework.stereotype.Service;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.ignoreConflicts;

/**
 * Tags books, by tags that are there and by new ones.
 */
@Service
class BookTags {

	private final AsyncTransactions transactions;

	private final Books books;

	private final Tags tags;

	BookTags(AsyncTransactions transactions, Books books, Tags tags) {
		this.transactions = transactions;
		this.books = books;
		this.tags = tags;
	}

	/** Gives a book exactly these tags; as many statements for one as for thirty. */
	List<String> set(long book, List<String> names) {
		return await(this.transactions.atomic(() -> {
			Book found = await(this.books.aget(book));
			await(this.tags.abulkCreate(names.stream().distinct().map((name) -> new Tag(null, name)).toList(),
					ignoreConflicts()));
			await(this.books.related(found, Book::tags).aset(this.tags.filter("name__in", names)));
			return await(this.books.related(found, Book::tags).valuesList(Tag::name).alist());
		}));
	}

}
