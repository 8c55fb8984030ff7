package io.asyncorm.oracle;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How many cases of each area passed at least so far. The file may only be raised; the
 * system property {@value #UPDATE} set to {@code true} does it.
 */
final class Floor {

	static final String UPDATE = "parity.floor.update";

	private final Map<String, Integer> passed = new TreeMap<>();

	private final String file;

	private Floor(String file) {
		this.file = file;
	}

	static Floor read(String name) {
		Floor floor = new Floor("oracle/" + name);
		Properties properties = new Properties();
		try {
			properties.load(new StringReader(CaseFile.resource(floor.file)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		properties.forEach((area, count) -> floor.passed.put((String) area, Integer.valueOf((String) count)));
		return floor;
	}

	/** What is below the floor, one line an area. */
	List<String> breaches(Map<String, Integer> counts) {
		List<String> breaches = new ArrayList<>();
		this.passed.forEach((area, floor) -> {
			int count = counts.getOrDefault(area, 0);
			if (count < floor) {
				breaches.add(area + ": " + count + " passed, " + floor + " did before");
			}
		});
		return breaches;
	}

	/**
	 * Raises it to these counts where they are higher, and writes it into the sources.
	 */
	void raise(Map<String, Integer> counts) {
		counts.forEach((area, count) -> this.passed.merge(area, count, Math::max));
		StringBuilder text = new StringBuilder("# Cases that passed, by area: it may only rise. See ParityRun.\n");
		this.passed.forEach((area, count) -> text.append(area).append('=').append(count).append('\n'));
		try {
			Files.writeString(Path.of("src", "test", "resources").resolve(this.file), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
