package io.asyncorm.autoconfigure.web;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;

import io.asyncorm.autoconfigure.web.shop.Article;
import io.asyncorm.autoconfigure.web.shop.Articles;
import io.asyncorm.autoconfigure.web.shop.Colour;
import io.asyncorm.autoconfigure.web.shop.Maker;
import io.asyncorm.autoconfigure.web.shop.Makers;
import io.asyncorm.autoconfigure.web.shop.ShopApplication;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link io.asyncorm.expression.Update#of(java.util.Map, String...)}, over
 * HTTP.
 */
@ParameterizedClass
@CsvSource({ "MVC, POSTGRESQL", "WEBFLUX, POSTGRESQL", "WEBFLUX, H2", "MVC, MARIADB" })
class PatchIntegrationTests {

	private static WebServer server;

	@Parameter(0)
	WebStack stack;

	@Parameter(1)
	TestDatabase database;

	private final Articles articles = server.bean(Articles.class);

	private long id;

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack, TestDatabase database) {
		server = stack.start(database.create(), new String[0], ShopApplication.class);
	}

	@BeforeEach
	void create() {
		await(this.articles.all().adelete());
		this.id = await(
				this.articles.acreate(new Article(null, "desk", 1, 42, LocalDate.of(2020, 1, 1), Colour.RED, null, 0)))
			.id();
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
	}

	@Test
	void changesTheNamedFieldsAndNoOthers() {
		Maker maker = await(server.bean(Makers.class).acreate(kw("name", "Ann")));

		HttpResponse<String> answer = patch(
				"{\"stock\": 7, \"since\": \"2024-02-29\", \"colour\": \"BLUE\", \"maker\": %d}".formatted(maker.id()));

		Article stored = await(this.articles.aget(this.id));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(stored.name()).isEqualTo("desk");
		assertThat(stored.price()).isEqualTo(42);
		assertThat(stored.stock()).isEqualTo(7);
		assertThat(stored.since()).isEqualTo("2024-02-29");
		assertThat(stored.colour()).isEqualTo(Colour.BLUE);
		assertThat(stored.maker().key()).isEqualTo(maker.id());
		assertThat(stored.version()).isEqualTo(2);
	}

	@Test
	void nullEmptiesAFieldThatCanBeNull() {
		HttpResponse<String> answer = patch("{\"since\": null, \"colour\": null}");

		Article stored = await(this.articles.aget(this.id));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(stored.since()).isNull();
		assertThat(stored.colour()).isNull();
	}

	@Test
	void nullIsRefusedForAFieldThatCannotBeNull() {
		assertRefused("{\"name\": null}", "'name' must not be missing");
		assertRefused("{\"stock\": null}", "'stock' must not be missing");
	}

	@Test
	void aFieldThatIsNotAllowedIsRefusedWithThoseThatAre() {
		HttpResponse<String> answer = patch("{\"stock\": 7, \"price\": 0}");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(
				"There is no field 'price' to change. Choices are: name, stock, since, colour, maker.",
				"\"field\":\"price\"", "\"choices\":[\"name\",");
		assertThat(await(this.articles.aget(this.id)).stock()).isEqualTo(1);
	}

	@Test
	void aNameThatIsNearlyRightIsSuggested() {
		assertRefused("{\"stocks\": 7}", "Did you mean 'stock'?");
	}

	@Test
	void fieldsOfRelationsAndOddNamesAreRefused() {
		assertRefused("{\"maker__name\": \"Bob\"}", "There is no field 'maker__name' to change.");
		assertRefused("{\"\": 1}", "There is no field '' to change.");
		assertRefused("{\"__\": 1}", "There is no field '__' to change.");
	}

	@Test
	void aValueOfAnotherTypeIsRefusedWithItsField() {
		assertRefused("{\"stock\": \"seven\"}", "Article.stock");
		assertRefused("{\"stock\": 1.5}", "Article.stock");
		assertRefused("{\"stock\": 99999999999}", "Article.stock");
		assertRefused("{\"since\": \"2023-02-29\"}", "Article.since");
		assertRefused("{\"colour\": \"GREEN\"}", "Article.colour");
		assertRefused("{\"maker\": {\"name\": \"Bob\"}}", "'maker'");
		assertRefused("{\"name\": [\"a\"]}", "Article.name");
	}

	@Test
	void whatAClientIsToldHasNoClassesOfJava() {
		assertRefused("{\"stock\": \"seven\"}", "'Article.stock': A text is not a whole number");
		assertRefused("{\"stock\": 99999999999}", "'Article.stock': A whole number cannot be used here: only whole"
				+ " numbers from -2147483648 to 2147483647 fit");
		assertRefused("{\"stock\": 1.5}", "'Article.stock': A number is not a whole number: only whole numbers from");
		assertRefused("{\"since\": 7.5}", "'Article.since': A number is not a date");
		assertRefused("{\"name\": {\"a\": 1}}", "'Article.name': An object is not a text");
		assertRefused("{\"colour\": [1]}", "'Article.colour': A list cannot be used here");
	}

	@Test
	void oneFieldThatIsNamedTwiceIsRefused() {
		HttpResponse<String> answer = server.send("PATCH", "/articles/" + this.id + "/keys",
				"{\"maker\": 1, \"maker_id\": 2}");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("is given two values, as 'maker' and as 'maker_id': leave one of them out");
	}

	@Test
	void whatTheModelDoesNotAllowIsRefused() {
		assertRefused("{\"name\": \"x\"}", "size must be between 2 and");
		assertRefused("{\"name\": \"a very long name\"}", "'name' is too long.");
		assertRefused("{\"stock\": -1}", "an article cannot have less than no stock");
	}

	@Test
	void nothingToChangeChangesNothing() {
		HttpResponse<String> answer = patch("{}");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).contains("\"name\":\"desk\"");
		assertThat(await(this.articles.aget(this.id)).version()).isEqualTo(1);
	}

	@Test
	void aRelationIsChangedByTheKeyOfWhatAClientWasShown() {
		Maker maker = await(server.bean(Makers.class).acreate(kw("name", "Ann")));

		HttpResponse<String> answer = patch("{\"maker\": {\"id\": %d, \"name\": \"Bob\"}}".formatted(maker.id()));

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(await(this.articles.aget(this.id)).maker().key()).isEqualTo(maker.id());
		assertThat(await(server.bean(Makers.class).aget(maker.id())).name()).isEqualTo("Ann");
	}

	@Test
	void aRelationWithoutAKeyIsRefusedWithWhatToSend() {
		for (String maker : List.of("{\"name\": \"Bob\"}", "{\"id\": null}", "{\"id\": {\"id\": 1}}")) {
			assertRefused("{\"maker\": " + maker + "}", "'maker' takes a Maker or its key, a Long: an object was given"
					+ " that is neither; give the key, or an object that holds it as 'id'");
		}
		assertRefused("{\"maker\": {\"id\": \"x\"}}", "a text was given that is neither");
	}

	@Test
	void changesAllRowsOfAQuerySet() {
		HttpResponse<String> answer = server.send("PATCH", "/articles", "{\"stock\": 9, \"since\": null}");

		assertThat(answer.body()).isEqualTo("1");
		assertThat(await(this.articles.aget(this.id)).stock()).isEqualTo(9);
		assertThat(server.send("PATCH", "/articles", "{\"name\": \"x\"}").statusCode()).isEqualTo(400);
		assertThat(server.send("PATCH", "/articles", "{\"stock\": null}").statusCode()).isEqualTo(400);
		assertThat(server.send("PATCH", "/articles", "{\"stock\": \"x\"}").statusCode()).isEqualTo(400);
	}

	@Test
	void changesAnObjectInMemory() {
		HttpResponse<String> answer = server.send("PATCH", "/drafts/" + this.id, "{\"stock\": \"9\"}");

		assertThat(answer.body()).contains("\"stock\":9");
		assertThat(await(this.articles.aget(this.id)).stock()).isEqualTo(1);
		assertThat(server.send("PATCH", "/drafts/" + this.id, "{\"stock\": -1}").statusCode()).isEqualTo(400);
		assertThat(server.send("PATCH", "/drafts/" + this.id, "{\"stock\": null}").statusCode()).isEqualTo(400);
		assertThat(server.send("PATCH", "/drafts/" + this.id, "{\"name\": null}").statusCode()).isEqualTo(400);
	}

	private HttpResponse<String> patch(String changes) {
		return server.send("PATCH", "/articles/" + this.id, changes);
	}

	private void assertRefused(String changes, String why) {
		HttpResponse<String> answer = patch(changes);

		assertThat(answer.statusCode()).as(changes + ": " + answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains(why).doesNotContain("java.", "io.asyncorm");
		assertThat(await(this.articles.aget(this.id)).version()).isEqualTo(1);
	}

}
