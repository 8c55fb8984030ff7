package io.asyncorm.sample;

import java.util.Comparator;
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

	/** Of a client's list, where nulls are refused with what is wrong else. */
	private static final Comparator<String> BY_NAME = Comparator.nullsFirst(Comparator.naturalOrder());

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
		return await(this.transactions.atomic(() -> set(await(this.books.aget(book)), names)));
	}

	/**
	 * The same within the caller's transaction. New tags are created by name, so that who
	 * has the same ones waits instead of deadlocking.
	 */
	List<String> set(Book book, List<String> names) {
		List<Tag> tags = names.stream().distinct().sorted(BY_NAME).map((name) -> new Tag(null, name)).toList();
		await(this.tags.abulkCreate(tags, ignoreConflicts()));
		await(this.books.related(book, Book::tags).aset(this.tags.filter("name__in", names)));
		return await(this.books.related(book, Book::tags).valuesList(Tag::name).alist());
	}

}
