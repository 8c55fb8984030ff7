package io.asyncorm.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

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
 * Fills an empty database with the books of a file: each author, and then the author's
 * books, as many at a time as there are connections. A database that
 * {@code spring.datasource.url} names is filled only where {@code sample.load-books} says
 * so.
 */
@Component
@Profile("!" + SampleApplication.TUTORIAL)
class BookLoader implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(BookLoader.class);

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

	private final Authors authors;

	private final Books books;

	private final Resource file;

	private final boolean wanted;

	BookLoader(Authors authors, Books books, @Value("classpath:books.csv") Resource file,
			ObjectProvider<EmbeddedPostgres> own, @Value("${sample.load-books:false}") boolean wanted) {
		this.authors = authors;
		this.books = books;
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
		Map<String, List<CSVRecord>> byAuthor = read().stream()
			.collect(Collectors.groupingBy((line) -> line.get("author")));
		List<List<Book>> loaded = await(
				gather(byAuthor.entrySet().stream().map((entry) -> load(entry.getKey(), entry.getValue())).toList()));
		logger.info("Loaded {} books of {} authors", loaded.stream().mapToInt(List::size).sum(), loaded.size());
	}

	private CompletableFuture<List<Book>> load(String author, List<CSVRecord> lines) {
		return this.authors.agetOrCreate(author)
			.thenCompose((found) -> gather(
					lines.stream().map((line) -> this.books.acreate(toBook(line, found.object()))).toList()));
	}

	private static Book toBook(CSVRecord line, Author author) {
		return new Book(null, line.get("title"), Ref.to(author), Integer.parseInt(line.get("year")),
				line.get("language"), Integer.parseInt(line.get("pages")));
	}

	private List<CSVRecord> read() throws IOException {
		try (Reader reader = new InputStreamReader(this.file.getInputStream(), StandardCharsets.UTF_8)) {
			return FORMAT.parse(reader).getRecords();
		}
	}

}
