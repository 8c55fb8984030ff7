package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an editor of properties knows of each: its type, its default, and the
 * values that it can have.
 */
class PropertyHintsTests {

	private static final String NAMESPACE = "async-orm.";

	private final DocumentContext json;

	private final List<Map<String, Object>> properties;

	PropertyHintsTests() throws IOException {
		this.json = JsonPath.parse(new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8));
		this.properties = this.json.read("$.properties[*]");
	}

	@Test
	void everyPropertyHasATypeThatIsThere() {
		assertThat(this.properties).hasSizeGreaterThan(20).allSatisfy((property) -> {
			assertThat(type(property).toString()).isEqualTo(property.get("type"));
			assertThat(type(property).toClass()).isNotEqualTo(Object.class);
		});
	}

	@Test
	void everyPropertyHasADefaultOrSaysWhatIsWithoutIt() {
		assertThat(this.properties).allSatisfy((property) -> {
			if (!property.containsKey("defaultValue")) {
				assertThat((String) property.get("description")).as((String) property.get("name"))
					.containsPattern("[Bb]y default|Without it|The application ends then|a command, such as");
			}
		});
	}

	@Test
	void everyDefaultCanBeBoundToItsProperty() {
		assertThat(this.properties).filteredOn((property) -> property.containsKey("defaultValue"))
			.hasSizeGreaterThan(10)
			.allSatisfy((property) -> {
				Object value = Objects.requireNonNull(property.get("defaultValue"));
				MapConfigurationPropertySource source = new MapConfigurationPropertySource(
						Map.of("value", (value instanceof List<?> several) ? String.join(",", texts(several)) : value));

				assertThat(new Binder(source).bind("value", Bindable.of(type(property))).isBound())
					.as((String) property.get("name"))
					.isTrue();
			});
	}

	@Test
	void everyDurationHasItsUnit() {
		assertThat(this.properties).filteredOn((property) -> type(property).toClass() == Duration.class)
			.hasSizeGreaterThan(3)
			.allSatisfy((property) -> {
				Object value = property.get("defaultValue");
				if (value != null) {
					assertThat((String) value).matches("\\d+(ns|us|ms|s|m|h|d)");
					assertThat(DurationStyle.detect((String) value)).isEqualTo(DurationStyle.SIMPLE);
				}
			});
	}

	/** An editor knows the constants by their type, but not what they mean. */
	@Test
	void everyConstantIsAHintThatSaysWhatItMeans() {
		assertThat(this.properties).filteredOn((property) -> constants(property) != null)
			.filteredOn((property) -> ((String) property.get("name")).startsWith(NAMESPACE))
			.hasSizeGreaterThan(10)
			.allSatisfy((property) -> {
				List<Map<String, String>> values = this.json
					.read("$.hints[?(@.name=='" + property.get("name") + "')].values[*]");

				assertThat(values).extracting((value) -> value.get("value"))
					.containsExactlyElementsOf(constants(property));
				assertThat(values).extracting((value) -> value.get("description"))
					.allSatisfy((description) -> assertThat(description).endsWith("."));
			});
	}

	@Test
	void everyHintIsOfAProperty() {
		List<String> names = this.json.read("$.hints[*].name");

		assertThat(names).doesNotHaveDuplicates()
			.isSubsetOf(this.properties.stream().map((property) -> (String) property.get("name")).toList());
	}

	private static @Nullable List<String> constants(Map<String, Object> property) {
		ResolvableType type = type(property);
		Class<?> single = Collection.class.isAssignableFrom(type.toClass()) ? type.getGeneric(0).toClass()
				: type.toClass();
		return single.isEnum() ? Arrays.stream(single.getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList() : null;
	}

	private static ResolvableType type(Map<String, Object> property) {
		String[] names = Objects.requireNonNull((String) property.get("type")).split("[<>]");
		Class<?> type = ClassUtils.resolveClassName(names[0], null);
		return (names.length == 1) ? ResolvableType.forClass(type)
				: ResolvableType.forClassWithGenerics(type, ClassUtils.resolveClassName(names[1], null));
	}

	private static List<String> texts(List<?> values) {
		return values.stream().map(String::valueOf).toList();
	}

}
