package io.asyncorm.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.transaction.AsyncTransactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.inverse;

/**
 * Fills an empty database with the books of a file, their authors and tags: all of them,
 * or nothing if it is stopped. A catalogue whose books were deleted stays empty, as its
 * authors or tags are there. A database that {@code spring.datasource.url} names is
 * filled only where {@code sample.load-books} says so.
 */
@Component
@Profile("!" + SampleApplication.TUTORIAL + " & !" + SampleApplication.IMPORT)
class BookLoader implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(BookLoader.class);

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

	private final AsyncTransactions transactions;

	private final Authors authors;

	private final Books books;

	private final Tags tags;

	private final Resource file;

	private final boolean wanted;

	BookLoader(AsyncTransactions transactions, Authors authors, Books books, Tags tags,
			@Value("classpath:books.csv") Resource file, ObjectProvider<EmbeddedPostgres> own,
			@Value("${sample.load-books:false}") boolean wanted) {
		this.transactions = transactions;
		this.authors = authors;
		this.books = books;
		this.tags = tags;
		this.file = file;
		this.wanted = wanted || own.getIfAvailable() != null;
	}

	@Override
	public void run(ApplicationArguments arguments) throws IOException {
		if (await(this.books.aexists()) || await(this.authors.aexists()) || await(this.tags.aexists())) {
			return;
		}
		if (!this.wanted) {
			logger.info("The database is empty; start with --sample.load-books=true to fill it with books");
			return;
		}
		List<CSVRecord> lines = read();
		await(this.transactions.atomic(() -> load(lines)));
	}

	private void load(List<CSVRecord> lines) {
		Map<String, Author> authors = loadAuthors(lines);
		List<Book> books = lines.stream().map((line) -> toBook(line, authors)).toList();
		Map<String, Book> byTitle = await(this.books.abulkCreate(books)).stream()
			.collect(Collectors.toMap(Book::title, Function.identity()));
		for (Tag tag : loadTags(lines)) {
			List<Book> tagged = lines.stream()
				.filter((line) -> tagNames(line).anyMatch(tag.name()::equals))
				.map((line) -> byTitle.get(line.get("title")))
				.toList();
			await(this.tags.related(tag, inverse(Book::tags)).aadd(tagged));
		}
		logger.info("Loaded {} books of {} authors", books.size(), authors.size());
	}

	private Map<String, Author> loadAuthors(List<CSVRecord> lines) {
		List<Author> authors = lines.stream()
			.map((line) -> line.get("author"))
			.distinct()
			.map((name) -> new Author(null, name))
			.toList();
		return await(this.authors.abulkCreate(authors)).stream()
			.collect(Collectors.toMap(Author::name, Function.identity()));
	}

	private List<Tag> loadTags(List<CSVRecord> lines) {
		return await(this.tags.abulkCreate(
				lines.stream().flatMap(BookLoader::tagNames).distinct().map((name) -> new Tag(null, name)).toList()));
	}

	private static Book toBook(CSVRecord line, Map<String, Author> authors) {
		Author author = Objects.requireNonNull(authors.get(line.get("author")));
		return new Book(null, line.get("title"), Ref.to(author), Integer.parseInt(line.get("year")),
				line.get("language"), Integer.parseInt(line.get("pages")), Many.of(), Many.of());
	}

	private static Stream<String> tagNames(CSVRecord line) {
		return Arrays.stream(line.get("tags").split(";")).filter((name) -> !name.isEmpty());
	}

	private List<CSVRecord> read() throws IOException {
		try (Reader reader = new InputStreamReader(this.file.getInputStream(), StandardCharsets.UTF_8)) {
			return FORMAT.parse(reader).getRecords();
		}
	}

}
