package io.asyncorm.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.sample.ImportLine.Refusal;
import io.asyncorm.transaction.AsyncTransactions;

import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.inverse;

/**
 * Stores lines of an imported file, each batch in a transaction: as many statements for a
 * thousand lines as for ten, but for one for each tag. A line whose title is there
 * already changes nothing. Thread-safe.
 * <p>
 * Batches that run at the same time write authors, tags and books in the same order, so
 * that they wait for each other instead of deadlocking.
 */
@Component
@Profile(SampleApplication.IMPORT)
class ImportBatches {

	private final AsyncTransactions transactions;

	private final Authors authors;

	private final Books books;

	private final Tags tags;

	ImportBatches(AsyncTransactions transactions, Authors authors, Books books, Tags tags) {
		this.transactions = transactions;
		this.authors = authors;
		this.books = books;
		this.tags = tags;
	}

	/** The highest key of a book. */
	long lastKey() {
		return await(this.books.orderBy("-id").afirst()).map(Book::id).orElse(0L);
	}

	/**
	 * Stores lines. If the database refuses the batch, its halves are tried, down to the
	 * lines that it refuses.
	 * @param lastKey the highest key before the import: later ones are its own
	 */
	CompletableFuture<ImportedLines> store(List<ImportLine> lines, long lastKey) {
		return this.transactions.atomic(() -> insert(lines, lastKey)).exceptionallyCompose((failure) -> {
			if (!(failure instanceof DataIntegrityViolationException refused)) {
				return CompletableFuture.failedFuture(failure);
			}
			if (lines.size() == 1) {
				return CompletableFuture
					.completedFuture(ImportedLines.refused(lines.getFirst().refuse(reason(refused))));
			}
			int half = lines.size() / 2;
			return store(lines.subList(0, half), lastKey)
				.thenCompose((first) -> store(lines.subList(half, lines.size()), lastKey).thenApply(first::plus));
		});
	}

	/** Of a row of several, what the row alone would have failed with. */
	private static String reason(DataIntegrityViolationException refused) {
		return switch (refused.getCause()) {
			case DataIntegrityViolationException row when isOfSeveral(refused) -> reason(row);
			case null, default -> (refused instanceof InvalidObjectException invalid) ? violations(invalid)
					: String.valueOf(refused.getMessage());
		};
	}

	private static boolean isOfSeveral(DataIntegrityViolationException refused) {
		return refused instanceof RefusedRowException || refused instanceof InvalidObjectException;
	}

	private static String violations(InvalidObjectException invalid) {
		return invalid.getViolations()
			.entrySet()
			.stream()
			.map((violation) -> "%s.%s %s".formatted(invalid.getModel(), violation.getKey(),
					String.join(" and ", violation.getValue())))
			.collect(Collectors.joining("; "));
	}

	private ImportedLines insert(List<ImportLine> lines, long lastKey) {
		List<Refusal> refused = new ArrayList<>();
		Map<String, ImportLine> byTitle = new TreeMap<>();
		for (ImportLine line : lines) {
			ImportLine earlier = byTitle.putIfAbsent(line.title(), line);
			if (earlier != null) {
				refused.add(line.refuse("the title of line " + earlier.number()));
			}
		}
		long present = 0;
		for (Book book : await(this.books.filter("title__in", byTitle.keySet()).selectRelated("author").alist())) {
			ImportLine line = byTitle.remove(book.title());
			if (isLoadedNow(book, lastKey)) {
				refused.add(line.refuse("the title of another line of this file"));
			}
			else if (isSame(book, line)) {
				present++;
			}
			else {
				refused.add(line.refuse("the title of another book, which is there already: by %s, %d, %s, %d pages"
					.formatted(book.author().get().name(), book.year(), book.language(), book.pages())));
			}
		}
		create(byTitle.values());
		return new ImportedLines(byTitle.size(), present, refused);
	}

	private static boolean isLoadedNow(Book book, long lastKey) {
		return book.id() != null && book.id() > lastKey;
	}

	private static boolean isSame(Book book, ImportLine line) {
		return book.author().get().name().equals(line.author()) && book.year() == line.year()
				&& book.language().equals(line.language()) && book.pages() == line.pages();
	}

	private void create(Collection<ImportLine> lines) {
		if (lines.isEmpty()) {
			return;
		}
		Map<String, Author> authors = authors(lines);
		Map<String, Tag> tags = tags(lines);
		List<Book> stored = await(this.books.abulkCreate(lines.stream().map((line) -> toBook(line, authors)).toList()));
		Map<String, Book> byTitle = stored.stream().collect(Collectors.toMap(Book::title, Function.identity()));
		tags.forEach((name,
				tag) -> await(this.tags.related(tag, inverse(Book::tags))
					.aadd(lines.stream()
						.filter((line) -> line.tags().contains(name))
						.map((line) -> byTitle.get(line.title()))
						.toList())));
	}

	private Map<String, Author> authors(Collection<ImportLine> lines) {
		TreeSet<String> names = lines.stream().map(ImportLine::author).collect(Collectors.toCollection(TreeSet::new));
		TreeSet<String> missing = new TreeSet<>(names);
		missing.removeAll(await(this.authors.filter("name__in", names).valuesList(Author::name).alist()));
		if (!missing.isEmpty()) {
			await(this.authors.abulkCreate(missing.stream().map((name) -> new Author(null, name)).toList(),
					ignoreConflicts()));
		}
		return await(this.authors.filter("name__in", names).alist()).stream()
			.collect(Collectors.toMap(Author::name, Function.identity()));
	}

	private Map<String, Tag> tags(Collection<ImportLine> lines) {
		TreeSet<String> names = lines.stream()
			.flatMap((line) -> line.tags().stream())
			.collect(Collectors.toCollection(TreeSet::new));
		TreeSet<String> missing = new TreeSet<>(names);
		missing.removeAll(await(this.tags.filter("name__in", names).valuesList(Tag::name).alist()));
		if (!missing.isEmpty()) {
			await(this.tags.abulkCreate(missing.stream().map((name) -> new Tag(null, name)).toList(),
					ignoreConflicts()));
		}
		return await(this.tags.filter("name__in", names).alist()).stream()
			.collect(Collectors.toMap(Tag::name, Function.identity()));
	}

	private static Book toBook(ImportLine line, Map<String, Author> authors) {
		Author author = Objects.requireNonNull(authors.get(line.author()));
		return new Book(null, line.title(), Ref.to(author), line.year(), line.language(), line.pages(), Many.of(),
				Many.of());
	}

}
