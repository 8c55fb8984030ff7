package io.asyncorm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README names the annotations of other libraries whose meaning the page about models
 * tells.
 */
class ReadmeAnnotationsTests {

	private static final Pattern ANNOTATION = Pattern.compile("`@([A-Z]\\w+)");

	@Test
	void theReadmeNamesTheAnnotationsThatThePageAboutModelsExplains() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "models.md"));
		String section = page.substring(page.indexOf("\n## Annotations of Spring Data"));
		Set<String> explained = new TreeSet<>();
		section.substring(1, section.indexOf("\n## ", 1))
			.lines()
			.filter((line) -> line.startsWith("| "))
			.forEach((row) -> explained.addAll(annotations(row.split("\\|")[1])));
		Set<String> named = new TreeSet<>();
		Files.readString(Path.of("..", "README.md"))
			.lines()
			.filter((line) -> line.startsWith("| Spring Data |") || line.startsWith("| `jakarta.persistence` |"))
			.forEach((row) -> named.addAll(annotations(row)));

		assertThat(named).hasSizeGreaterThan(10).isEqualTo(explained);
	}

	private static Set<String> annotations(String text) {
		Set<String> names = new TreeSet<>();
		ANNOTATION.matcher(text).results().map((MatchResult found) -> found.group(1)).forEach(names::add);
		return names;
	}

}
