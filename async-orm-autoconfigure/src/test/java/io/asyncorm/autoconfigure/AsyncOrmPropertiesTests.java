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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

	@Test
	void everyPropertyIsDocumented() throws IOException {
		String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8);
		DocumentContext json = JsonPath.parse(metadata);

		assertThat(json.<List<String>>read("$.properties[?(@.description && @.name =~ /async-orm.*/)].name"))
			.containsExactlyInAnyOrder("async-orm.database.pooler", "async-orm.diagnostics.n-plus-one",
					"async-orm.enabled", "async-orm.execution.lanes", "async-orm.execution.merge",
					"async-orm.execution.queue-capacity", "async-orm.execution.reserved",
					"async-orm.execution.shutdown-timeout", "async-orm.execution.timeout", "async-orm.inspect",
					"async-orm.inspect.package", "async-orm.inspect.schemas", "async-orm.lookups.disabled",
					"async-orm.queries.check", "async-orm.query.max-hops", "async-orm.schema.action",
					"async-orm.schema.diff", "async-orm.schema.diff-location", "async-orm.sql.slow",
					"async-orm.sql.tags", "async-orm.time-zone", "async-orm.web.problem-details");
		assertThat(json.<List<String>>read("$.properties[?(@.name =~ /async-orm.*/)].name")).hasSize(22);
		assertThat(json.<List<String>>read("$.properties[?(@.description && @.name =~ /management.*/)].name"))
			.contains("management.endpoint.asyncorm.access", "management.health.async-orm.enabled");
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

	/** As in a file of properties. */
	private static String text(Object value) {
		return (value instanceof List<?> several)
				? several.stream().map(String::valueOf).collect(Collectors.joining(",")) : value.toString();
	}

	private static Object documentedDefault(DocumentContext json, String property) {
		return json.<List<Object>>read("$.properties[?(@.name=='" + property + "')].defaultValue").get(0);
	}

}
