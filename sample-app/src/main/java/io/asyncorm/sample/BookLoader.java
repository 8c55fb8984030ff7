package io.asyncorm.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
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
import static io.asyncorm.Orm.gather;

/**
 * Fills an empty database with the books of a file and their tags: each author, and then
 * the author's books, as many at a time as there are connections. A database that
 * {@code spring.datasource.url} names is filled only where {@code sample.load-books} says
 * so.
 */
@Component
@Profile("!" + SampleApplication.TUTORIAL + " & !" + SampleApplication.IMPORT)
class BookLoader implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(BookLoader.class);

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

	private final Authors authors;

	private final Books books;

	private final Tags tags;

	private final Resource file;

	private final boolean wanted;

	BookLoader(Authors authors, Books books, Tags tags, @Value("classpath:books.csv") Resource file,
			ObjectProvider<EmbeddedPostgres> own, @Value("${sample.load-books:false}") boolean wanted) {
		this.authors = authors;
		this.books = books;
		this.tags = tags;
		this.file = file;
		this.wanted = wanted || own.getIfAvailable() != null;
	}

	@Override
	public void run(ApplicationArguments arguments) throws IOException {
		if (await(this.books.aexists())) {
			return;
		}
		if (!this.wanted) {
			logger.info("The database is empty; start with --sample.load-books=true to fill it with books");
			return;
		}
		List<CSVRecord> lines = read();
		Map<String, Tag> tags = loadTags(lines);
		Map<String, List<CSVRecord>> byAuthor = lines.stream()
			.collect(Collectors.groupingBy((line) -> line.get("author")));
		List<List<Book>> loaded = await(gather(
				byAuthor.entrySet().stream().map((entry) -> load(entry.getKey(), entry.getValue(), tags)).toList()));
		logger.info("Loaded {} books of {} authors", loaded.stream().mapToInt(List::size).sum(), loaded.size());
	}

	private Map<String, Tag> loadTags(List<CSVRecord> lines) {
		List<Tag> tags = lines.stream()
			.flatMap(BookLoader::tagNames)
			.distinct()
			.map((name) -> new Tag(null, name))
			.toList();
		return await(this.tags.abulkCreate(tags)).stream().collect(Collectors.toMap(Tag::name, Function.identity()));
	}

	private CompletableFuture<List<Book>> load(String author, List<CSVRecord> lines, Map<String, Tag> tags) {
		return this.authors.agetOrCreate(author)
			.thenCompose((found) -> gather(lines.stream().map((line) -> load(line, found.object(), tags)).toList()));
	}

	private CompletableFuture<Book> load(CSVRecord line, Author author, Map<String, Tag> tags) {
		return this.books.acreate(toBook(line, author))
			.thenCompose((book) -> this.books.related(book, Book::tags)
				.aadd(tagNames(line).map(tags::get).toList())
				.thenApply((added) -> book));
	}

	private static Book toBook(CSVRecord line, Author author) {
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
