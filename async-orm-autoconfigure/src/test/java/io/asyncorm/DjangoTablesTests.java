package io.asyncorm;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Repository;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Holds the tables of {@code docs/django.md} and {@code docs/migrating.md} to their word:
 * what they say for the methods of others works, and no method is missing on either side.
 */
class DjangoTablesTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\|(.+ \\| .+) \\|$");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	/** Of the last column. */
	private static final String HEADER = "here";

	private static final String DJANGO = "django.md";

	private static final Pattern NAME = Pattern.compile("\\w+");

	/** Of the reference of query sets of Django 6.1. */
	private static final String QUERY_SETS = """
			filter exclude annotate alias order_by reverse distinct values values_list dates datetimes none all union
			intersection difference select_related prefetch_related extra defer only using select_for_update raw get aget
			create acreate get_or_create aget_or_create update_or_create aupdate_or_create bulk_create abulk_create
			bulk_update abulk_update count acount in_bulk ain_bulk iterator aiterator latest alatest earliest aearliest
			first afirst last alast aggregate aaggregate exists aexists contains acontains update aupdate delete adelete
			as_manager explain aexplain prefetch_related_objects aprefetch_related_objects
			Avg Count Max Min StdDev Sum Variance AnyValue StringAgg Q Prefetch FilteredRelation
			F Func Aggregate Value ExpressionWrapper Case When Subquery OuterRef Exists RawSQL Window RowRange""";

	/** Of the reference of related objects, and of model instances. */
	private static final String OBJECTS = """
			add aadd create acreate remove aremove clear aclear set aset
			from_db refresh_from_db arefresh_from_db get_deferred_fields full_clean clean_fields clean validate_unique
			validate_constraints save asave delete adelete __str__ __eq__ __hash__ get_absolute_url get_FOO_display
			get_next_by_FOO get_previous_by_FOO serializable_value pk _state DoesNotExist MultipleObjectsReturned""";

	/** Of the reference of a model's options. */
	private static final String OPTIONS = """
			abstract app_label base_manager_name db_table db_table_comment db_tablespace default_manager_name
			default_related_name get_latest_by managed order_with_respect_to ordering permissions default_permissions proxy
			required_db_features required_db_vendor select_on_save indexes unique_together constraints verbose_name label""";

	private static final String SOURCE = """
			import static io.asyncorm.Orm.*;
			import io.asyncorm.DjangoShop;
			import io.asyncorm.DjangoShop.*;
			import io.asyncorm.expression.*;
			import io.asyncorm.model.*;
			import io.asyncorm.query.*;
			import io.asyncorm.repository.*;
			import io.asyncorm.repository.Query;
			import io.asyncorm.test.QueryAssertions;
			import io.asyncorm.transaction.AsyncTransactions;
			import java.math.BigDecimal;
			import java.time.*;
			import java.util.*;
			import java.util.concurrent.CompletableFuture;
			import org.jspecify.annotations.Nullable;
			import org.springframework.transaction.annotation.Propagation;

			public final class Tables {

			""";

	private static final String FORM = """
			public static void form%d(DjangoShop shop) throws Exception {
			var books = shop.books;
			var authors = shop.authors;
			var tags = shop.tags;
			var book = shop.book;
			var ann = shop.ann;
			var news = shop.news;
			var list = shop.list;
			var row = shop.row;
			var transactions = shop.transactions;
			shop.run(() ->
			%s);
			}""";

	private static final String DECLARATION = """
			public interface Declared%1$d extends AsyncRepository<Book, Long> {
			%2$s;
			}
			public static void form%1$d(DjangoShop shop) {
			shop.resolve(Declared%1$d.class);
			}""";

	@TempDir
	private Path output;

	@ParameterizedTest
	@ValueSource(strings = { DJANGO, "migrating.md" })
	void whatStandsThereRuns(String page) throws Exception {
		List<String> forms = rows(page).map(List::getLast)
			.flatMap(DjangoTablesTests::codes)
			.filter((code) -> isExpression(code) || isAnnotation(code) || isDeclaration(code))
			.toList();

		assertThat(forms).hasSizeGreaterThan(40);
		assertThat(compile(forms)).isEmpty();
		try (DjangoShop shop = new DjangoShop();
				URLClassLoader loader = new URLClassLoader(new URL[] { this.output.toUri().toURL() },
						getClass().getClassLoader())) {
			Class<?> tables = loader.loadClass("Tables");
			List<String> failures = IntStream.range(0, forms.size())
				.filter((number) -> !isAnnotation(forms.get(number)))
				.mapToObj((number) -> failure(tables, number, shop).map((failure) -> forms.get(number) + failure))
				.flatMap(Optional::stream)
				.toList();
			assertThat(failures).isEmpty();
		}
	}

	private static Optional<String> failure(Class<?> tables, int number, DjangoShop shop) {
		Throwable failure = catchThrowable(
				() -> tables.getMethod("form" + number, DjangoShop.class).invoke(null, shop));
		return Optional.ofNullable(failure).map((cause) -> ": " + cause.getCause());
	}

	@Test
	void whatDoesNotCompileIsFound() {
		assertThat(compile(List.of("books.fliter(\"pages\", 1)", "@Column(lenght = 20) String code", "no"))).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { QUERY_SETS, OBJECTS, OPTIONS })
	void everyDocumentedNameOfDjangoIsThere(String documented) throws IOException {
		List<String> there = rows(DJANGO).map(List::getFirst)
			.flatMap(DjangoTablesTests::codes)
			.flatMap(DjangoTablesTests::names)
			.toList();

		assertThat(documented.split("\\s+")).allSatisfy((name) -> assertThat(there).contains(name));
	}

	@ParameterizedTest
	@ValueSource(classes = { ValuesQuerySet.class, QuerySet.class, Many.class, RawQuerySet.class, Repository.class,
			AsyncRepository.class, AsyncTransactions.class })
	void everyMethodThatUsersHaveIsThere(Class<?> type) throws IOException {
		String page = page(DJANGO);

		assertThat(Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
			.map(Method::getName)).isNotEmpty()
			.allSatisfy((name) -> assertThat(page).containsPattern("`[^`]*\\b" + name + "\\b[^`]*`"));
	}

	private static String page(String name) throws IOException {
		return Files.readString(Path.of("..", "docs", name));
	}

	/** By their cells, the last of which says what it is here. */
	private static Stream<List<String>> rows(String page) throws IOException {
		return ROW.matcher(page(page).replace("\\|", "or"))
			.results()
			.map((row) -> List.of(row.group(1).split(" \\| ")))
			.filter((row) -> !row.getLast().equals(HEADER));
	}

	private static Stream<String> codes(String cell) {
		return CODE.matcher(cell).results().map((code) -> code.group(1));
	}

	private static Stream<String> names(String code) {
		return NAME.matcher(code).results().map((name) -> name.group());
	}

	/** Others are names of a type, a method or a property. */
	private static boolean isExpression(String code) {
		return code.endsWith(")") && !isAnnotation(code) && !isDeclaration(code)
				&& (code.contains(".") || !code.endsWith("()"));
	}

	private static boolean isAnnotation(String code) {
		return code.startsWith("@") && code.contains("(") && !code.contains("...") && !isDeclaration(code);
	}

	/** A method of a repository. */
	private static boolean isDeclaration(String code) {
		return code.contains("CompletableFuture<") && code.endsWith(")");
	}

	private List<String> compile(List<String> forms) {
		List<String> members = new ArrayList<>();
		for (String form : forms) {
			int number = members.size();
			if (isAnnotation(form)) {
				boolean type = form.endsWith(")");
				members.add((type ? "%s record Type%d(@Nullable Long id, String title, int pages) {}"
						: "record Type%2$d(@Nullable Long id, %1$s) {}")
					.formatted(form, number));
			}
			else if (isExpression(form)) {
				members.add(FORM.formatted(number, form));
			}
			else if (isDeclaration(form)) {
				members.add(DECLARATION.formatted(number, form));
			}
		}
		return SnippetCompiler.compile("Tables", SOURCE + String.join("\n", members) + "\n}\n", this.output);
	}

}
