package io.asyncorm.sample;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page at {@code /}, in a browser that is used as a person would.
 */
@Timeout(180)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CataloguePageIntegrationTests {

	private static final String WRITER = "A Writer of Pages";

	private static final int PHONE = 360;

	private static final int DESK = 1280;

	private static Browser browser;

	@LocalServerPort
	private int port;

	@Autowired
	private Authors authors;

	@BeforeAll
	static void startBrowser() {
		browser = Browser.start();
	}

	@AfterAll
	static void closeBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void openPage() {
		open(DESK, "light");
	}

	@AfterEach
	void nothingIsWrongAndNothingIsLeft() {
		await(this.authors.filter("name__startswith", WRITER).adelete());
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void findsWhileTyping() {
		browser.type("#query", "death on");

		browser.awaitText("#status", "1 book for “death on”");
		assertThat(titles()).containsExactly("Death on the Nile");
		browser.type("#query", "nothing like this");
		browser.awaitText("#nothing", "Nothing was found for “nothing like this”.");
		assertThat(titles()).isEmpty();
		browser.click("#nothing button");
		browser.awaitText("#status", "208 books");
		assertThat(browser.focused()).isEqualTo("Search");
	}

	@Test
	void findsByAuthorInTheOrderThatWasChosen() {
		browser.find("#lookup").sendKeys("Authors");
		browser.find("#order").sendKeys("Newest");
		browser.type("#query", "christie");

		browser.awaitText("#status", "for “christie”");
		assertThat(browser.texts("#books .author")).containsOnly("Agatha Christie");
		assertThat(titles()).first().isEqualTo("And Then There Were None");
	}

	@Test
	void olderAnswersNeverReplaceNewerOnes() {
		browser.script("""
				const fetched = window.fetch;
				window.fetch = async (url, request) => {
					const response = await fetched(url, { ...request, signal: undefined });
					if (url.endsWith("icontains=de")) {
						await new Promise((resolve) => { window.answerOlder = resolve; });
						setTimeout(() => { window.olderIsAnswered = true; }, 300);
					}
					return response;
				};
				""");
		browser.type("#query", "de");
		browser.awaitTrue("older request", () -> Boolean.TRUE.equals(browser.script("return !!window.answerOlder")));
		browser.type("#query", "death on");
		browser.awaitText("#status", "1 book for “death on”");

		browser.script("window.answerOlder()");

		browser.awaitTrue("older answer", () -> Boolean.TRUE.equals(browser.script("return window.olderIsAnswered")));
		assertThat(titles()).containsExactly("Death on the Nile");
		assertThat(browser.text("#status")).isEqualTo("1 book for “death on”");
	}

	@Test
	void turnsPages() {
		List<String> first = titles();

		browser.click("#next");
		browser.awaitText("#page", "Page 2 of 11");
		assertThat(titles()).hasSize(20).doesNotContainAnyElementsOf(first);
		browser.click("#previous");
		browser.awaitText("#page", "Page 1 of 11");
		assertThat(titles()).isEqualTo(first);
		assertThat(browser.find("#previous").isEnabled()).isFalse();
	}

	@Test
	void turnsNoFurtherThanTheServerTakes() {
		browser.script("""
				const book = { id: 1, title: "One", author: "A", year: 1, language: "en", pages: 1, tags: [] };
				window.fetch = async () => new Response(JSON.stringify({ count: 50000, books: [book] }));
				""");
		browser.type("#query", "one");

		browser.awaitText("#page", "Page 1 of 501; search to see more");
	}

	@Test
	void dialogStaysOpenWhileItSaves() {
		browser.script("""
				const fetched = window.fetch;
				window.fetch = async (url, request) => {
					if (request.method === "POST") {
						await new Promise((resolve) => { window.save = resolve; });
					}
					return fetched(url, request);
				};
				""");
		browser.click("#add");
		fill("Saved slowly", WRITER, "2024", "300", "en", "");
		browser.click("#editor [type=submit]");
		browser.awaitTrue("request", () -> Boolean.TRUE.equals(browser.script("return !!window.save")));
		browser.press(Keys.ESCAPE);
		browser.press(Keys.ESCAPE);

		assertThat(browser.find("#editor").isDisplayed()).isTrue();
		assertThat(browser.find("#editor .cancel").isEnabled()).isFalse();
		browser.script("window.save()");
		browser.awaitText("#status", "“Saved slowly” was added.");
		assertThat(browser.find("#editor .cancel").isEnabled()).isTrue();
	}

	@Test
	void addsEditsAndDeletes() {
		browser.click("#add");
		fill("A Book <b>in</b> Bold", WRITER, "2024", "300", "en", "new, shiny");
		browser.click("#editor [type=submit]");
		browser.awaitText("#status", "“A Book <b>in</b> Bold” was added. 209 books");
		assertThat(browser.focused()).isEqualTo("Add a book");

		browser.type("#query", "in</b>");
		browser.awaitText("#status", "1 book for");
		assertThat(browser.texts("#books .tags li")).containsExactly("new", "shiny");
		browser.click("#books .edit");
		browser.type("#pages-of-book", "301");
		browser.type("#tags", "shiny");
		browser.click("#editor [type=submit]");
		browser.awaitText("#status", "was saved.");
		assertThat(browser.text("#books .details")).isEqualTo("2024 · English · 301 pages");
		assertThat(browser.texts("#books .tags li")).containsExactly("shiny");
		assertThat(browser.focused()).isEqualTo("Edit A Book <b>in</b> Bold");

		browser.click("#books .delete");
		assertThat(browser.text("#deletion-text")).contains("“A Book <b>in</b> Bold” by " + WRITER);
		browser.click("#deletion .cancel");
		assertThat(titles()).hasSize(1);
		browser.click("#books .delete");
		browser.click("#deletion [type=submit]");
		browser.awaitText("#status", "was deleted. 0 books");
		assertThat(titles()).isEmpty();
	}

	@Test
	void titleThatIsTakenIsRefusedBesideItsField() {
		browser.click("#add");
		fill("Death on the Nile", WRITER, "2024", "300", "en", "");
		browser.click("#editor [type=submit]");

		browser.awaitText("#title-error", "Another Book has the same title.");
		assertThat(browser.focused()).isEqualTo("Title");
		assertThat(browser.find("#title").getDomAttribute("aria-invalid")).isEqualTo("true");
		assertThat(browser.complaints()).singleElement().asString().contains("409");
		browser.type("#title", "Death on the Danube");
		browser.click("#editor [type=submit]");
		browser.awaitText("#status", "“Death on the Danube” was added.");
	}

	@Test
	void whatIsNotValidIsRefusedBesideItsField() {
		browser.click("#add");
		fill("Not valid", WRITER, "9999", "", "english", "x".repeat(51));
		browser.click("#editor [type=submit]");
		browser.awaitText("#pages-error", "Please fill out this field.");
		assertThat(browser.focused()).isEqualTo("Pages");

		browser.type("#pages-of-book", "1");
		browser.click("#editor [type=submit]");
		browser.awaitText("#year-error", "must be less than or equal to 2100");
		assertThat(browser.text("#language-error")).isEqualTo("size must be between 2 and 2");
		assertThat(browser.text("#pages-error")).isEmpty();

		browser.type("#year", "1999");
		browser.type("#language", "en");
		browser.click("#editor [type=submit]");
		browser.awaitText("#tags-error", "size must be between 0 and 50");
		assertThat(browser.complaints()).hasSize(2).allMatch((complaint) -> complaint.contains("400"));
		browser.press(Keys.ESCAPE);
	}

	@Test
	void saysThatTheNetworkIsGoneAndTriesAgain() throws IOException {
		browser.network(false);
		browser.type("#query", "nile");
		browser.awaitText("#failure", "The server cannot be reached.");
		browser.screenshot("network-gone");
		browser.network(true);

		browser.click("#failure button");

		browser.awaitText("#status", "for “nile”");
		assertThat(browser.find("#failure").isDisplayed()).isFalse();
		assertThat(browser.focused()).isEqualTo("Books");
		assertThat(browser.complaints()).allMatch((complaint) -> complaint.contains("ERR_INTERNET_DISCONNECTED"));
	}

	@Test
	void saysInItsOwnWordsThatTheServerIsBusy() {
		browser.script("""
				window.fetch = async () => new Response(arguments[0], { status: 503 });
				""", "{\"detail\": \"There is too much to do at the moment: send it again later.\"}");
		browser.type("#query", "nile");
		browser.awaitText("#failure", "There is too much to do at the moment");

		browser.script("window.fetch = async () => new Response('<h1>Busy</h1>', { status: 503 });");
		browser.click("#failure button");

		browser.awaitText("#failure", "The server has too much to do at the moment. Try again in a moment.");
	}

	@Test
	void everythingCanBeDoneByKeyboard() {
		browser.press(Keys.TAB);
		assertThat(browser.focused()).isEqualTo("Skip to the books");
		browser.press(Keys.TAB);
		assertThat(browser.focused()).isEqualTo("Add a book");
		browser.press(Keys.ENTER);
		assertThat(browser.focused()).isEqualTo("Title");
		browser.press(Keys.ESCAPE);
		assertThat(browser.focused()).isEqualTo("Add a book");

		browser.press(Keys.ENTER);
		browser.press("Keys only", Keys.TAB);
		browser.press(WRITER, Keys.TAB);
		browser.press("2024", Keys.TAB);
		browser.press("10", Keys.ENTER);
		browser.awaitText("#status", "“Keys only” was added.");
		assertThat(browser.focused()).isEqualTo("Add a book");

		browser.press(Keys.TAB);
		assertThat(browser.focused()).isEqualTo("Search");
		browser.press("keys only");
		browser.awaitText("#status", "1 book for “keys only”");
		browser.press(Keys.TAB);
		browser.press(Keys.TAB);
		browser.press(Keys.TAB);
		assertThat(browser.focused()).isEqualTo("Edit Keys only");
		browser.press(Keys.TAB);
		browser.press(Keys.ENTER);
		assertThat(browser.focused()).isEqualTo("Cancel");
		browser.press(Keys.ESCAPE);
		assertThat(browser.focused()).isEqualTo("Delete Keys only");
		browser.press(Keys.ENTER);
		browser.press(Keys.TAB);
		browser.press(Keys.ENTER);
		browser.awaitText("#status", "“Keys only” was deleted.");
		assertThat(browser.focused()).isEqualTo("Books");
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1280, light", "1280, dark" })
	void fitsPhoneAndDesk(int width, String scheme) throws IOException {
		open(width, scheme);
		check("books", width, scheme);
		browser.type("#query", "zzz");
		browser.awaitText("#nothing", "Nothing was found");
		check("nothing", width, scheme);
		browser.click("#add");
		fill("Death on the Nile", "A Writer", "2024", "", "en", "crime");
		browser.click("#editor [type=submit]");
		browser.awaitText("#pages-error", "Please fill out this field.");
		check("editor", width, scheme);
		browser.press(Keys.ESCAPE);
		browser.click("#nothing button");
		browser.awaitText("#status", "208 books");
		browser.click("#books .delete");
		check("deletion", width, scheme);
		browser.press(Keys.ESCAPE);
	}

	private static void check(String name, int width, String scheme) throws IOException {
		browser.screenshot("%s-%d-%s".formatted(name, width, scheme));
		assertThat(browser.script("return innerWidth")).isEqualTo((long) width);
		assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		assertThat(browser.nameless()).isEmpty();
	}

	private void open(int width, String scheme) {
		browser.prefer(scheme);
		browser.open("http://127.0.0.1:" + this.port + "/", width, (width == PHONE) ? 740 : 900);
		browser.awaitText("#status", "208 books");
	}

	private static void fill(String title, String author, String year, String pages, String language, String tags) {
		browser.type("#title", title);
		browser.type("#author", author);
		browser.type("#year", year);
		browser.type("#pages-of-book", pages);
		browser.type("#language", language);
		browser.type("#tags", tags);
	}

	private static List<String> titles() {
		return browser.texts("#books h2");
	}

}
