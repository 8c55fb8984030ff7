package io.asyncorm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The BOM has no parent to take anything from, and says some things once more.
 */
class BillOfMaterialsTests {

	private static final Path BUILD = Path.of("..", "pom.xml");

	private static final Path BOM = Path.of("..", "async-orm-starter", "bom", "pom.xml");

	@ParameterizedTest
	@ValueSource(strings = { "version", "hikaricp.version", "project.build.outputTimestamp", "repository.url",
			"developers", "licenses" })
	void saysWhatTheBuildSays(String element) throws IOException {
		String bom = read(BOM, element);

		assertThat(bom).isEqualTo(read(BUILD, element));
	}

	private static String read(Path pom, String element) throws IOException {
		Matcher first = Pattern
			.compile("<" + Pattern.quote(element) + ">(.*?)</" + Pattern.quote(element) + ">", Pattern.DOTALL)
			.matcher(Files.readString(pom));
		assertThat(first.find()).as("%s of %s", element, pom).isTrue();
		return first.group(1);
	}

}
