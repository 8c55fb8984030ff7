package io.asyncorm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each package is for users, and its API is compared with that of the last release, or it
 * is left out of the Javadoc.
 */
class PublishedPackagesTests {

	private static final Path SOURCES = Path.of("src", "main", "java");

	/** Of which users hold single classes. */
	private static final Pattern CLASS = Pattern.compile("\\.[A-Z]\\w*$");

	@ParameterizedTest
	@MethodSource("packages")
	void isComparedWithTheLastReleaseOrLeftOutOfTheJavadoc(String name) throws IOException {
		List<String> compared = compared().map((included) -> CLASS.matcher(included).replaceFirst("")).toList();

		List<String> entries = Stream.concat(compared.stream().distinct(), leftOut()).toList();

		assertThat(entries).as("the <include>s and 'excludePackageNames' of the profile 'release'")
			.containsOnlyOnce(name);
	}

	@Test
	void nothingIsNamedThatIsNotThere() throws IOException {
		List<String> there = packages().toList();

		List<String> entries = Stream.concat(compared().filter((included) -> !isClass(included)), leftOut()).toList();

		assertThat(entries).isSubsetOf(there).doesNotHaveDuplicates();
	}

	private static boolean isClass(String name) {
		return CLASS.matcher(name).find() && Files.exists(SOURCES.resolve(name.replace('.', '/') + ".java"));
	}

	private static Stream<String> packages() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.endsWith("package-info.java"))
				.map((file) -> SOURCES.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.'))
				.sorted()
				.toList()
				.stream();
		}
	}

	private static Stream<String> compared() throws IOException {
		return all("<include>(io\\.asyncorm[.\\w]*)</include>");
	}

	private static Stream<String> leftOut() throws IOException {
		return all("<excludePackageNames>(.*)</excludePackageNames>").flatMap(Pattern.compile(":")::splitAsStream);
	}

	private static Stream<String> all(String pattern) throws IOException {
		return Pattern.compile(pattern)
			.matcher(Files.readString(Path.of("pom.xml")))
			.results()
			.map((found) -> found.group(1))
			.toList()
			.stream();
	}

}
