package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.ModelRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is documented of {@link AsyncOrmProperties}.
 */
class AsyncOrmPropertiesTests {

	/** Of the README's table of settings: a property, and its default. */
	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| `((?:async-orm|management)\\.[\\w.-]+)` \\| ?([^|]*?) ?\\|");

	private static final Pattern NAME = Pattern.compile("\\basync-orm\\.[a-z][a-z.-]*[a-z]");

	@Test
	void everyPropertyIsDescribed() throws IOException {
		DocumentContext json = JsonPath.parse(new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8));

		assertThat(json.<List<String>>read("$.properties[?(@.description)].name")).hasSizeGreaterThan(20)
			.containsExactlyElementsOf(json.<List<String>>read("$.properties[*].name"));
	}

	@Test
	void documentedDefaultsAreThoseOfTheBuilder() throws IOException {
		DocumentContext json = JsonPath.parse(new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8));
		ExecutionSettings defaults = ExecutionSettings.DEFAULTS;

		assertThat((List<?>) documentedDefault(json, "async-orm.execution.merge"))
			.isEqualTo(defaults.merge().stream().map((kind) -> kind.name().toLowerCase(Locale.ROOT)).toList());
		assertThat(documentedDefault(json, "async-orm.execution.queue-capacity")).isEqualTo(defaults.queueCapacity());
		assertThat(documentedDefault(json, "async-orm.execution.reserved")).isEqualTo(defaults.reserved());
		assertThat(documentedDefault(json, "async-orm.execution.shutdown-timeout"))
			.isEqualTo(DurationStyle.SIMPLE.print(defaults.shutdownTimeout(), ChronoUnit.SECONDS));
		assertThat(documentedDefault(json, "async-orm.execution.timeout"))
			.isEqualTo(DurationStyle.SIMPLE.print(defaults.timeout(), ChronoUnit.SECONDS));
		assertThat(documentedDefault(json, "async-orm.query.max-hops"))
			.isEqualTo(ModelRegistry.of(List.of(Author.class)).require(Author.class).maxHops());
		assertThat(ZoneId.of((String) documentedDefault(json, "async-orm.time-zone")).normalized())
			.isEqualTo(LookupRegistry.standard().timeZone().normalized());
	}

	@Test
	void tableOfTheReadmeHasEachPropertyWithItsDefault() throws IOException {
		DocumentContext json = JsonPath.parse(new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8));
		Map<String, String> table = ROW.matcher(Files.readString(Path.of("..", "README.md")))
			.results()
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> row.group(2)));

		assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(json.<List<String>>read("$.properties[*].name"));
		assertThat(table).allSatisfy((property, said) -> {
			List<Object> defaults = json.read("$.properties[?(@.name=='" + property + "')].defaultValue");
			if (defaults.isEmpty()) {
				assertThat(said).doesNotMatch("`[^`]*`");
			}
			else {
				assertThat(said).startsWith("`" + text(defaults.get(0)) + "`");
			}
		});
	}

	@Test
	void pagesNameNoPropertyThatIsNotThere() throws IOException {
		List<String> properties = JsonPath
			.parse(new ClassPathResource("META-INF/spring-configuration-metadata.json")
				.getContentAsString(StandardCharsets.UTF_8))
			.read("$.properties[*].name");

		try (Stream<Path> pages = Files.list(Path.of("..", "docs"))) {
			for (Path page : pages.toList()) {
				assertThat(NAME.matcher(Files.readString(page)).results().map(MatchResult::group)).as(page.toString())
					.isSubsetOf(properties);
			}
		}
	}

	/** As in a file of properties. */
	private static String text(Object value) {
		return (value instanceof List<?> several)
				? several.stream().map(String::valueOf).collect(Collectors.joining(",")) : value.toString();
	}

	private static Object documentedDefault(DocumentContext json, String property) {
		return json.<List<Object>>read("$.properties[?(@.name=='" + property + "')].defaultValue").get(0);
	}

}
