package io.asyncorm.autoconfigure;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

import io.asyncorm.testdatabase.JavaProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts an application as DevTools do, and starts it lazily.
 */
class RestartTests {

	private static final String SOURCE = """
			@SpringBootApplication
			class Shop {
				@Bean Supplier<String> use(Books books, Authors authors, AsyncTransactions transactions) {
					return () -> {
						Author ann = await(authors.acreate(kw("name", "Ann")));
						await(books.acreate(new Book(null, "Emma", Mood.CALM, Map.of("a", 1), Ref.to(ann))));
						await(transactions.atomic(() -> await(books.filter(where(Book::title).eq("Emma")).aupdate(set(Book::mood).to(Mood.WILD)))));
						await(books.filter("title", "Emma").aiterator().forEach((book) -> book.title()));
						await(books.all().acount().thenApply((count) -> count + 1));
						await(books.aupdateOrCreate(kw("title", "Emma"), defaults("mood", "CALM")));
						await(gather(List.of(books.acount(), authors.acount())));
						await(books.selectRelated("author").values(Line.class).alist());
						return await(books.prefetchRelated("author").alist())
							+ " " + await(books.afirst("emm"));
					};
				}
			}
			enum Mood { CALM, WILD }
			record Line(String title, Mood mood) {}
			@Model
			record Author(@Nullable Long id, String name) {}
			@Model
			record Book(@Nullable Long id, @Column(unique = true) String title, Mood mood, @Json Map<String, Object> meta,
					@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author) {}
			interface Authors extends AsyncRepository<Author, Long> {}
			interface Books extends AsyncRepository<Book, Long> {
				CompletableFuture<Optional<Book>> afirst(String title__icontains);
				default QuerySet<Book> calm() {
					return filter(where(Book::mood).eq(Mood.CALM));
				}
			}
			""";

	@TempDir
	Path directory;

	@BeforeEach
	void compile() {
		PrintedStart.compile(this.directory, SOURCE, List.of("-parameters"));
	}

	/** What is held softly, as by caches of Spring, goes with each collection. */
	@Test
	@Timeout(180)
	void threeRestartsLeaveNeitherClassesNorThreads() throws Exception {
		String output = JavaProgram.of(Restarts.class, "-XX:SoftRefLRUPolicyMSPerMB=0").run(this.directory.toString());

		assertThat(output.lines().filter((line) -> line.startsWith("classes gone: ")))
			.containsExactly("classes gone: true", "classes gone: true", "classes gone: true");
		assertThat(output.lines().filter((line) -> line.startsWith("threads left: "))).hasSize(3)
			.containsOnly("threads left: []");
		assertThat(output.lines().filter((line) -> line.startsWith("used: "))).hasSize(4)
			.allMatch((line) -> line.contains("[Book[id=1, title=Emma, mood=CALM"));
	}

	@Test
	void startsLazily() throws Exception {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
				getClass().getClassLoader())) {
			assertThat(Restarts.start(loader, "spring.main.lazy-initialization=true"))
				.contains("[Book[id=1, title=Emma, mood=CALM");
		}
	}

}
