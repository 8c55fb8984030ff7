package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.schema.FlywaySettings;
import io.asyncorm.sql.TableName;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * What the properties of an application say about its Flyway, where somebody else runs
 * it.
 *
 * @param environment has the properties
 * @param resources finds the migrations
 */
record FlywayEnvironment(Environment environment, ResourcePatternResolver resources) {

	private static final String FILES = "filesystem:";

	private static final String CLASSES = "classpath:";

	/** How it is set up. */
	FlywaySettings settings() {
		FlywaySettings plain = FlywaySettings.DEFAULT;
		return new FlywaySettings(new TableName(schema(), get("table", plain.history().name())),
				get("sql-migration-prefix", plain.prefix()), get("sql-migration-separator", plain.separator()),
				list("sql-migration-suffixes", plain.suffixes()),
				isReplacing() ? get("placeholder-prefix", plain.placeholder()) : "");
	}

	private boolean isReplacing() {
		return Boolean.parseBoolean(get("placeholder-replacement", "true"));
	}

	/** Where it keeps what it has run; empty for where the database makes tables. */
	private String schema() {
		return get("default-schema", list("schemas", List.of("")).get(0));
	}

	/**
	 * The names of the files in all places in which it looks and that can be listed.
	 * @param vendor what it calls the database
	 */
	List<String> files(String vendor) {
		return list("locations", List.of(CLASSES + "db/migration")).stream()
			.map((location) -> location.replace("{vendor}", vendor))
			.flatMap(this::filesAt)
			.toList();
	}

	private Stream<String> filesAt(String location) {
		String root;
		if (location.startsWith(FILES)) {
			root = "file:" + location.substring(FILES.length());
		}
		else if (location.startsWith(CLASSES) || location.indexOf(':') < 0) {
			String path = location.startsWith(CLASSES) ? location.substring(CLASSES.length()) : location;
			root = "classpath*:" + StringUtils.trimLeadingCharacter(path, '/');
		}
		else {
			return Stream.empty();
		}
		try {
			return Stream.of(this.resources.getResources(StringUtils.trimTrailingCharacter(root, '/') + "/**/*"))
				.flatMap((resource) -> Stream.ofNullable(resource.getFilename()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migrations in '" + location
					+ "', which spring.flyway.locations names, cannot be listed: correct it", ex);
		}
	}

	private String get(String name, String otherwise) {
		return Binder.get(this.environment)
			.bind("spring.flyway." + name, String.class)
			.map((value) -> value.isEmpty() ? otherwise : value)
			.orElse(otherwise);
	}

	private List<String> list(String name, List<String> otherwise) {
		List<String> values = Binder.get(this.environment)
			.bind("spring.flyway." + name, Bindable.listOf(String.class))
			.orElse(otherwise);
		return values.isEmpty() ? otherwise : values;
	}

}
