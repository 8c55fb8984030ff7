package io.asyncorm.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.opentest4j.TestAbortedException;

/**
 * A headless Chromium that does what a person does: types, clicks and presses keys, and
 * waits for what it sees. Where Debian's is not installed, the tests that ask for it are
 * reported as aborted, and one line says why.
 */
final class Browser implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Browser.class);

	private static final Path PROGRAM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	static Browser start() {
		if (!Files.isExecutable(PROGRAM) || !Files.isExecutable(DRIVER)) {
			logger.warn("No Chromium: the tests of the page are reported as aborted. "
					+ "Install 'chromium' and 'chromium-driver'");
			throw new TestAbortedException(
					"No Chromium for the tests of the page: install 'chromium' and 'chromium-driver'");
		}
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(PROGRAM.toString());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--lang=en-US");
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
		return new Browser(new ChromeDriver(service, options));
	}

	void open(String url, int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
		this.driver.manage().window().setSize(new Dimension(width, height));
		this.driver.get(url);
	}

	/** Light or dark, as a person has set it. */
	void prefer(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/** Whether there is a network. */
	void network(boolean there) {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.emulateNetworkConditions",
				Map.of("offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<String> texts(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
	}

	String text(String selector) {
		return find(selector).getText();
	}

	void click(String selector) {
		find(selector).click();
	}

	/** Types over what is there. */
	void type(String selector, String text) {
		WebElement input = find(selector);
		input.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
		input.sendKeys(text);
	}

	/** To whatever has the focus. */
	void press(CharSequence... keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
	}

	/** What has the focus, by its accessible name. */
	String focused() {
		return this.driver.switchTo().activeElement().getAccessibleName();
	}

	void awaitText(String selector, String text) {
		awaitTrue("'%s' of %s".formatted(text, selector), () -> text(selector).contains(text));
	}

	void awaitTrue(String what, Condition condition) {
		new WebDriverWait(this.driver, PATIENCE).ignoring(StaleElementReferenceException.class)
			.withMessage(() -> "%s; the page says: %s".formatted(what, text("body")))
			.until((driver) -> condition.holds());
	}

	Object script(String script, Object... arguments) {
		return Objects.requireNonNullElse(this.driver.executeScript(script, arguments), "");
	}

	/**
	 * Inputs and buttons that a screen reader could not name; while a dialog is open, of
	 * that.
	 */
	List<String> nameless() {
		String area = texts("dialog[open]").isEmpty() ? "body" : "dialog[open]";
		return this.driver.findElements(By.cssSelector(area + " :is(input, select, textarea, button, a)"))
			.stream()
			.filter(WebElement::isDisplayed)
			.filter((element) -> element.getAccessibleName().isBlank())
			.map((element) -> String.valueOf(element.getDomProperty("outerHTML")))
			.toList();
	}

	/** What the console complained about since it was last asked. */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	void screenshot(String name) throws IOException {
		Files.createDirectories(SCREENSHOTS);
		Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	/** What can be looked at again and again. */
	@FunctionalInterface
	interface Condition {

		boolean holds();

	}

}
