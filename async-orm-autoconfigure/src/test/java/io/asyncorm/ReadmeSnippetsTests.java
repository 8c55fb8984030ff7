package io.asyncorm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the README and the pages behind it to what compiles and what is there.
 */
class ReadmeSnippetsTests {

	private static final Path README = Path.of("..", "README.md");

	private static final Pattern SNIPPET = Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

	private static final Pattern KOTLIN_SNIPPET = Pattern.compile("^```kotlin\\n(.*?)^```$",
			Pattern.DOTALL | Pattern.MULTILINE);

	/** A file, or a section, or both. */
	private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]*)(?:#([^)]+))?\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

	/** What a code block has is no heading. */
	private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");

	/** How a section or an item of a list begins. */
	private static final Pattern BEGINNING = Pattern.compile("(?m)^(?:#+|-) .{1,38}");

	/** What a snippet of declarations begins with; others are statements. */
	private static final Pattern DECLARATION = Pattern.compile("\\A(@\\w+(\\(.*?\\))?\\s+)*public ");

	/** What is a file of its own begins with it, and has a test of its own. */
	private static final String FILE = "package ";

	private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\R+");

	/** What the statements of all snippets may use. */
	private static final String KNOWN = """
			import static io.asyncorm.Orm.*;
			import io.asyncorm.dialect.*;
			import io.asyncorm.autoconfigure.AsyncOrmBuilderCustomizer;
			import io.asyncorm.autoconfigure.EnableAsyncRepositories;
			import io.asyncorm.expression.Aggregates;
			import io.asyncorm.expression.Expr;
			import io.asyncorm.expression.Functions;
			import io.asyncorm.expression.Update;
			import io.asyncorm.expression.SearchFunctions;
			import io.asyncorm.expression.SearchQuery;
			import io.asyncorm.expression.SearchType;
			import io.asyncorm.expression.SearchVector;
			import io.asyncorm.expression.SearchWeight;
			import io.asyncorm.expression.WindowFunctions;
			import io.asyncorm.lookup.DatabaseFunction;
			import io.asyncorm.lookup.Lookup;
			import io.asyncorm.model.*;
			import io.asyncorm.query.*;
			import io.asyncorm.repository.*;
			import io.asyncorm.repository.Query;
			import io.asyncorm.AsyncOrm;
			import io.asyncorm.Deadline;
			import io.asyncorm.Tenant;
			import io.asyncorm.sql.*;
			import io.asyncorm.transaction.AsyncTransactions;
			import org.springframework.transaction.annotation.Isolation;
			import jakarta.persistence.Entity;
			import jakarta.persistence.GeneratedValue;
			import jakarta.persistence.GenerationType;
			import jakarta.persistence.Id;
			import java.math.BigDecimal;
			import java.sql.DatabaseMetaData;
			import java.sql.SQLException;
			import java.time.Duration;
			import java.time.Instant;
			import java.time.LocalDate;
			import java.time.ZoneId;
			import java.util.*;
			import java.util.concurrent.CompletableFuture;
			import java.util.concurrent.Flow;
			import javax.sql.DataSource;
			import org.jspecify.annotations.Nullable;
			import org.springframework.beans.factory.annotation.Qualifier;
			import org.springframework.boot.jdbc.DataSourceBuilder;
			import org.springframework.context.annotation.Bean;
			import org.springframework.context.annotation.Configuration;
			import org.springframework.web.bind.annotation.GetMapping;
			import org.springframework.web.bind.annotation.PatchMapping;
			import org.springframework.web.bind.annotation.PathVariable;
			import org.springframework.web.bind.annotation.RequestBody;
			import org.springframework.web.bind.annotation.RestController;

			@SuppressWarnings("unused")
			abstract class Readme {

				abstract Object never();

				private final Authors authors = (Authors) never();
				private final Books books = (Books) never();
				private final Book book = (Book) never();
				private final Posts posts = (Posts) never();
				private final Articles articles = (Articles) never();
				private final Recipes recipes = (Recipes) never();
				private final Bookings bookings = (Bookings) never();
				private final Author author = (Author) never();
				private final Stocks stocks = (Stocks) never();
				private final Receipts receipts = (Receipts) never();
				private final Patrons patrons = (Patrons) never();
				private final Suppliers suppliers = (Suppliers) never();
				private final Bills bills = (Bills) never();
				private final Clients clients = (Clients) never();
				private final Levels levels = (Levels) never();
				private final Items items = (Items) never();
				private final Product product = (Product) never();
				private final Customers customers = (Customers) never();
				private final Customer customer = (Customer) never();
				private final DataSource dataSource = (DataSource) never();
				private final AsyncTransactions transactions = (AsyncTransactions) never();

			""";

	@TempDir
	private Path output;

	@Test
	void everySnippetCompiles() throws IOException {
		List<String> snippets = snippets();

		assertThat(snippets).hasSizeGreaterThan(4);
		assertThat(compile(snippets)).isEmpty();
	}

	@Test
	void snippetThatDoesNotCompileIsFound() throws IOException {
		List<String> snippets = snippets();
		snippets.add("List<Book> all = books.filter(\"pages\", 1);\n");

		assertThat(compile(snippets)).singleElement().asString().contains("List<Book>");
	}

	/** Whose tests compile and run them. */
	@Test
	void everyKotlinSnippetStandsInATest() throws IOException {
		String tests;
		try (Stream<Path> files = Files.walk(Path.of("src", "test", "kotlin"))) {
			tests = files.filter(Files::isRegularFile)
				.map(ReadmeSnippetsTests::words)
				.collect(Collectors.joining("\n"));
		}
		List<String> snippets = new ArrayList<>();
		for (Path page : pages()) {
			KOTLIN_SNIPPET.matcher(Files.readString(page))
				.results()
				.forEach((snippet) -> snippets.add(snippet.group(1)));
		}

		assertThat(snippets).hasSizeGreaterThan(2).allSatisfy((snippet) -> assertThat(tests).contains(words(snippet)));
	}

	private static String words(Path file) {
		try {
			return words(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Without the layout, as a snippet is indented less. */
	private static String words(String text) {
		return String.join(" ", text.strip().split("\\s+"));
	}

	/** A reader finds what begins here within one page. */
	@Test
	void readmeStaysShort() throws IOException {
		assertThat(Files.readAllLines(README)).hasSizeLessThan(300);
	}

	/** As it would after a merge that keeps both sides. */
	@ParameterizedTest
	@MethodSource("documents")
	void nothingStandsTwice(Path document) throws IOException {
		List<String> beginnings = BEGINNING.matcher(Files.readString(document))
			.results()
			.map(MatchResult::group)
			.toList();

		assertThat(beginnings).hasSizeGreaterThan(1).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyLinkLeadsToAFileAndASection(Path document) throws IOException {
		List<MatchResult> links = LINK.matcher(Files.readString(document)).results().toList();

		assertThat(links).allSatisfy((link) -> {
			Path file = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
			assertThat(file).exists();
			if (link.group(2) != null) {
				assertThat(sections(file)).contains(link.group(2));
			}
		});
	}

	static List<Path> documents() throws IOException {
		List<Path> documents = new ArrayList<>(
				List.of(README, README.resolveSibling("CHANGELOG.md"), README.resolveSibling("CONTRIBUTING.md")));
		documents.addAll(pages());
		return documents;
	}

	/** Those that the README leads to, in their order. */
	private static List<Path> pages() throws IOException {
		try (Stream<Path> files = Files.list(README.resolveSibling("docs"))) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
	}

	/** By the names that links have for them. */
	private static List<String> sections(Path document) throws IOException {
		String text = BLOCK.matcher(Files.readString(document)).replaceAll("");
		return HEADING.matcher(text)
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
			.toList();
	}

	private static List<String> snippets() throws IOException {
		List<String> snippets = snippets(Files.readString(README));
		for (Path page : pages()) {
			snippets.addAll(snippets(Files.readString(page)));
		}
		return snippets;
	}

	private static List<String> snippets(String text) {
		return SNIPPET.matcher(text)
			.results()
			.map((MatchResult snippet) -> snippet.group(1))
			.filter((snippet) -> !snippet.startsWith(FILE))
			.collect(Collectors.toCollection(ArrayList::new));
	}

	/** Compiles all snippets as one class; gives what the compiler has to say. */
	private List<String> compile(List<String> snippets) {
		StringBuilder source = new StringBuilder();
		snippets
			.forEach((snippet) -> IMPORT.matcher(snippet).results().map(MatchResult::group).forEach(source::append));
		source.append(KNOWN);
		for (int i = 0; i < snippets.size(); i++) {
			String snippet = IMPORT.matcher(snippets.get(i)).replaceAll("");
			boolean declaration = DECLARATION.matcher(snippet).find();
			source.append(declaration ? snippet : "void snippet%d() {\n%s}\n".formatted(i, snippet)).append('\n');
		}
		source.append("}\n");
		return SnippetCompiler.compile("Readme", source.toString(), this.output);
	}

}
