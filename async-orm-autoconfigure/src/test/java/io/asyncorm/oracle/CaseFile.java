package io.asyncorm.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of the cases, one in a line: the one that the system property
 * {@value #PROPERTY} names, otherwise the one among the test resources.
 */
final class CaseFile {

	static final String PROPERTY = "parity.cases";

	static final JsonMapper JSON = JsonMapper.builder().build();

	private CaseFile() {
	}

	/**
	 * Whether these are the cases among the test resources, for which there is a floor.
	 */
	static boolean isDefault() {
		return System.getProperty(PROPERTY) == null;
	}

	static List<OracleCase> read() {
		String path = System.getProperty(PROPERTY);
		String text = (path != null) ? file(Path.of(path)) : resource("oracle/cases-open.jsonl");
		return text.lines()
			.filter((line) -> !line.isBlank())
			.map((line) -> new OracleCase(JSON.readTree(line)))
			.toList();
	}

	/** A relative name counts from the module, then from the folder above it. */
	private static String file(Path path) {
		Path found = (Files.exists(path) || path.isAbsolute()) ? path : Path.of("..").resolve(path);
		try {
			return Files.readString(found);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String resource(String name) {
		try {
			return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
