package io.asyncorm.autoconfigure.web;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.asyncorm.autoconfigure.web.shop.Article;
import io.asyncorm.autoconfigure.web.shop.ArticleSearch;
import io.asyncorm.autoconfigure.web.shop.Articles;
import io.asyncorm.autoconfigure.web.shop.ShopApplication;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.test.json.JsonContent;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that whatever a client may send by mistake or on purpose is a bad request, told
 * in words that name nothing of the program, of the database or of other users, and
 * changes nothing.
 */
@ParameterizedClass
@CsvSource({ "MVC, POSTGRESQL", "WEBFLUX, POSTGRESQL", "MVC, H2", "WEBFLUX, H2", "MVC, MARIADB", "WEBFLUX, MARIADB" })
class BadInputHttpIntegrationTests {

	private static final String SECRET = "s3cr3t";

	private static final String HALF = "\\ud800";

	private static WebServer server;

	@Parameter(0)
	WebStack stack;

	@Parameter(1)
	TestDatabase database;

	private final Articles articles = server.bean(Articles.class);

	private Article desk;

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack, TestDatabase database) {
		server = stack.start(database.create(), new String[0], ShopApplication.class, ArticleSearch.class,
				ArticleSearch.Lookups.class);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
	}

	@BeforeEach
	void create() {
		await(this.articles.all().adelete());
		this.desk = await(this.articles.acreate(new Article(null, "desk", 1, 1, null, null, null, 0)));
		await(this.articles.acreate(new Article(null, "private", 1, 1, null, null, null, 0)));
	}

	@Test
	void unknownParametersLookupsAndOrders() {
		refused("/search?nme=" + SECRET, "There is no parameter 'nme'. Did you mean 'name'?");
		refused("/search?name__icontain=" + SECRET, "Did you mean 'name__icontains'?");
		refused("/search?price=" + SECRET, "There is no parameter 'price'.");
		refused("/search?maker__name=" + SECRET, "There is no parameter 'maker__name'.");
		refused("/search?orderBy=secret_price", "There is no order 'secret_price'. Choices are: name, stock.");
		refused("/search?orderBy=nam", "Choices are: name, stock.");
		refused("/search?orderBy=-", "There is no order ''.");
		refused("/sorted?sort=nam", "\"'nam' is no property to sort by\"");
		refused("/sorted?sort=maker.nam", "\"'maker.nam' is no property to sort by\"");
		refused("/sorted?sort=" + encoded("name; drop"), "'name; drop' is no property to sort by");
	}

	@Test
	void parametersOfOddNamesAndLengths() {
		refused("/search?" + encoded("na\0me") + "=1", "There is no parameter 'na?me'.");
		refused("/search?" + encoded("name\r\nx") + "=1", "There is no parameter 'name??x'.");
		refused("/search?" + encoded("';drop table article") + "=1", "There is no parameter '';drop table article'.");
		refused("/search?" + encoded("name[$ne]") + "=1", "There is no parameter 'name[$ne]'.");
		refused("/search?" + "maker__".repeat(700) + "name=1", "(4904 characters)");
		refused("/search?name=" + "x".repeat(5_000), "must not have more than 1000 characters");
		refused("/search?" + IntStream.range(0, 900).mapToObj((i) -> "p" + i + "=1").collect(Collectors.joining("&")),
				"There is no parameter 'p0'.");
	}

	@Test
	void parametersGivenTwiceOrEmpty() {
		refused("/search?name=" + SECRET + "&name=x", "'name' must be given once, not 2 times");
		refused("/search?limit=1&limit=1", "'limit' must be given once");
		refused("/search?orderBy=name&orderBy=-name", "'orderBy' names 'name' twice");
		refused("/search?stock=", "'stock' takes a whole number");
		refused("/search?stock", "'stock'");
		refused("/search?limit=", "'limit' must be a whole number");
		refused("/articles?stock=1&stock=" + SECRET, "'stock' takes a number");
	}

	@Test
	void valuesOfAnotherTypeOrOutOfRange() {
		refused("/search?stock=" + SECRET, "'stock' takes a whole number");
		refused("/search?stock__in=1,2," + SECRET, "'stock__in' takes values, each a whole number");
		refused("/search?stock__in=" + "1,".repeat(101), "'stock__in' takes no more than 100 values");
		refused("/search?colour=" + SECRET, "'colour' takes one of RED, BLUE");
		refused("/search?maker=" + SECRET, "'maker' takes a whole number");
		refused("/search?since=2026-02-30", "'since' takes a date such as 2024-01-31");
		refused("/search?since=" + encoded("+300000-01-01"), "'since' takes a date");
		refused("/search?since=-0001-01-01", "'since' takes a date");
		refused("/search?name__regex=(", "A regular expression has a group that is not closed",
				"\"parameter\":\"name__regex\"");
		refused("/search?stock=1&name__regex=" + encoded("(".repeat(60)), "more than 50 levels deep",
				"\"parameter\":\"name__regex\"");
		refused("/search?name__regex=" + encoded("[b-a]"), "A value is not valid.");
		refused("/keys?ids=1,2," + SECRET, "'id__in' takes a number");
		assertThat(server.get("/search?stock=99999999999999999999").body()).isEqualTo("[]");
		assertThat(server.get("/search?since__year=99999999999").body()).isEqualTo("[]");
	}

	@Test
	void charactersThatNoDatabaseStores() {
		refused("/search?name=%00", "The value of 'name' must not have null characters");
		refused("/search?name__icontains=a%00b", "must not have null characters");
		refused("POST", "/articles", article("a" + HALF), 400, "holds half of a surrogate pair");
		refused("PATCH", "/articles/" + this.desk.id(), "{\"name\": \"" + HALF + "\"}", 400, "surrogate");
		refused("POST", "/articles/all", "[\"ok\", \"a" + HALF + "\"]", 400, "surrogate", "\"index\":1");
		if (this.database == TestDatabase.POSTGRESQL) {
			refused("/text?text=%00", "A value is not valid.");
			refused("POST", "/articles", article("a\\u0000"), 400, "not valid");
			refused("PATCH", "/articles/" + this.desk.id(), "{\"name\": \"a\\u0000\"}", 400, "not valid");
			refused("POST", "/articles/all", "[\"okay\", \"a\\u0000\"]", 400, "\"index\":1");
		}
	}

	@Test
	void pagesOutOfBounds() {
		for (String limit : List.of("0", "-1", "1000000000", "99999999999999999999", SECRET)) {
			refused("/search?limit=" + limit, "'limit' must be a whole number between 1 and 100");
		}
		for (String offset : List.of("-1", "2147483648", "9223372036854775807")) {
			refused("/search?offset=" + offset, "'offset' must be a whole number between 0 and 10000");
		}
		refused("/paged?page=0&size=0", "between 1 and 10000 rows, not 0");
		refused("/paged?page=0&size=-1", "not -1");
		refused("/paged?page=0&size=1000000000", "not 1000000000");
		refused("/paged?page=-1&size=1", "there is no page -1");
		refused("/cursor?after=" + SECRET, "none that a page has given");
		refused("/cursor?after=%00", "none that a page has given");
		assertThat(server.get("/paged?page=2147483647&size=10000").body()).contains("\"content\":[]");
	}

	@Test
	void keysOfNothing() {
		refused("GET", "/articles/0", "", 404, "There is no such Article.");
		refused("GET", "/articles/-9223372036854775808", "", 404, "There is no such Article.");
		for (String key : List.of(SECRET, "99999999999999999999", "1.5")) {
			assertThat(server.get("/articles/" + key).statusCode()).isEqualTo(400);
		}
	}

	@Test
	void newValuesThatCannotBeStored() {
		created("{\"name\": \"s3cr3ts3cr3t\", \"stock\": 1, \"price\": 1}", 400, "'name' is too long.");
		created("{\"name\": null, \"stock\": 1, \"price\": 1}", 400, "'name' must not be missing.");
		created("{\"stock\": 1, \"price\": 1}", 400, "'name' must not be missing.");
		created(article("private"), 409, "Another Article has the same name.");
		created("{\"name\": \"abc\", \"stock\": 99999999999, \"price\": 1}", 400, "'Article.stock'");
		created("{\"name\": \"abc\", \"stock\": 1e400000000, \"price\": 1}", 400, "'Article.stock'");
		created("{\"name\": \"abc\", \"stock\": \"s3cr3t\", \"price\": 1}", 400, "'Article.stock'");
		created("{\"name\": [\"s3cr3t\"], \"stock\": 1, \"price\": 1}", 400, "'Article.name'");
		created("{\"name\": \"abc\", \"stock\": -1, \"price\": 1}", 400, "less than no stock");
		created("{\"name\": \"abc\", \"stock\": 1, \"price\": 1, \"maker\": \"s3cr3t\"}", 400, "'maker' takes");
		created("{\"name\": \"abc\", \"stock\": 1, \"price\": 1, \"maker\": {}}", 400, "'maker' takes");
		created("{\"name\": \"abc\", \"stock\": 1, \"price\": 1, \"maker\": 99}", 409, "what does not exist");
		created("{\"name\": \"abc\", \"stock\": 1, \"price\": 1, \"version\": 7}", 400,
				"There is no field 'version' to change.");
		for (String body : List.of("{", "", "[]", "\"s3cr3t\"", "[".repeat(2_000))) {
			assertThat(server.send("POST", "/articles", body).statusCode()).as(body).isEqualTo(400);
		}
	}

	@Test
	void changesThatCannotBeStored() {
		String one = "/articles/" + this.desk.id();

		refused("PATCH", one, "{\"nam\": \"s3cr3t\"}", 400, "There is no field 'nam' to change. Did you mean 'name'?");
		refused("PATCH", one, "{\"price\": 0}", 400, "Choices are: name, stock, since, colour, maker.");
		refused("PATCH", one, "{\"name\": \"s3cr3ts3cr3t\"}", 400, "'name' is too long.");
		refused("PATCH", one, "{\"name\": \"private\"}", 409, "Another Article has the same name.");
		refused("PATCH", one, "{\"stock\": null}", 400, "'stock' must not be missing.");
		refused("PATCH", one, "{\"since\": \"2026-02-30\"}", 400, "'Article.since'");
		refused("PATCH", one, "{\"colour\": \"s3cr3t\"}", 400, "one of [RED, BLUE]");
		refused("PATCH", "/articles", "{\"stock\": \"s3cr3t\"}", 400, "'Article.stock'");
		refused("PATCH", "/articles", "{\"stock\": null}", 400, "'stock' must not be missing.");
		refused("POST", "/articles/all", "[\"okay\", \"s3cr3ts3cr3t\"]", 400, "'name' is too long.", "\"index\":1");
		refused("POST", "/articles/all", "[\"okay\", \"okay\"]", 409, "has the same name", "\"index\":1");
		refused("POST", "/articles/all", "[\"okay\", null]", 400, "'name' must not be missing.");
	}

	private void created(String body, int status, String... says) {
		refused("POST", "/articles", body, status, says);
	}

	private void refused(String path, String... says) {
		refused("GET", path, "", 400, says);
	}

	private void refused(String method, String path, String body, int status, String... says) {
		List<Article> before = await(this.articles.orderBy("id").alist());

		HttpResponse<String> answer = server.send(method, path, body);

		assertThat(answer.statusCode()).as(path + " " + body + ": " + answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(new JsonContent(answer.body())).extractingPath("$.status").isEqualTo(status);
		assertThat(answer.body()).contains(says)
			.doesNotContain(SECRET, "private", "java.", "org.", "io.asyncorm", "\tat ", "\"article\"")
			.doesNotContainIgnoringCase("select ", "insert into", "update ", "constraint", "article_", "exception")
			.hasSizeLessThan(1_500);
		requireAllConnections();
		assertThat(await(this.articles.orderBy("id").alist())).isEqualTo(before);
	}

	/** Waits for them, as operations do. */
	private static void requireAllConnections() {
		DataSource pool = server.bean(DataSource.class);
		try (Connection one = pool.getConnection(); Connection other = pool.getConnection()) {
			assertThat(one.isValid(5) && other.isValid(5)).isTrue();
		}
		catch (SQLException ex) {
			throw new AssertionError("A connection is missing", ex);
		}
	}

	private static String article(String name) {
		return "{\"name\": \"" + name + "\", \"stock\": 1, \"price\": 1}";
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
