package io.asyncorm.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The file of a {@link StatementLedger}: a section for each test, in the order of their
 * names. Tests of several threads and processes may write to it. Immutable.
 *
 * @param path where it is
 */
record LedgerFile(Path path) {

	private static final String HEAD = "# The statements that tests send, and the lines that send them. Do not edit:"
			+ " tests write it with -Dasync-orm.ledger=write\n";

	private static final Object LOCK = new Object();

	/** What it says of a test; null if it does not know it. */
	@Nullable List<LedgerEntry> find(String test) {
		synchronized (LOCK) {
			try {
				return Files.exists(this.path) ? parse(Files.readString(this.path)).get(test) : null;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/**
	 * Writes what a test has sent in the place of what it says.
	 * @param exists whether a test is there any more: those that are not are left out
	 */
	void write(String test, List<LedgerEntry> entries, Predicate<String> exists) {
		synchronized (LOCK) {
			try {
				Path folder = this.path.toAbsolutePath().getParent();
				if (folder != null) {
					Files.createDirectories(folder);
				}
				try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.CREATE,
						StandardOpenOption.READ, StandardOpenOption.WRITE)) {
					channel.lock(); // until it is closed
					SortedMap<String, List<LedgerEntry>> sections = parse(read(channel));
					sections.keySet().removeIf(exists.negate());
					sections.put(test, entries);
					overwrite(channel, text(sections));
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private static String read(FileChannel channel) throws IOException {
		ByteBuffer content = ByteBuffer.allocate((int) channel.size());
		while (content.hasRemaining() && channel.read(content) >= 0) {
			// until it is read
		}
		return new String(content.array(), StandardCharsets.UTF_8);
	}

	private static void overwrite(FileChannel channel, String text) throws IOException {
		channel.truncate(0);
		channel.position(0);
		ByteBuffer content = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
		while (content.hasRemaining()) {
			channel.write(content);
		}
	}

	private SortedMap<String, List<LedgerEntry>> parse(String text) {
		SortedMap<String, List<LedgerEntry>> sections = new TreeMap<>();
		List<LedgerEntry> section = new ArrayList<>();
		int number = 0;
		for (String line : text.lines().toList()) {
			number++;
			if (line.isBlank() || line.startsWith("#")) {
				continue;
			}
			if (!Character.isWhitespace(line.charAt(0))) {
				section = sections.computeIfAbsent(line.strip(), (test) -> new ArrayList<>());
				continue;
			}
			LedgerEntry entry = LedgerEntry.parse(line);
			if (entry == null) {
				throw new IllegalStateException("'" + this.path + "' has a line " + number + " that is no statement: '"
						+ line.strip() + "'. If a merge has left it, take either side, and write the ledger again with"
						+ " -D" + StatementLedger.PROPERTY + "=write");
			}
			section.add(entry);
		}
		return sections;
	}

	private static String text(Map<String, List<LedgerEntry>> sections) {
		StringBuilder text = new StringBuilder(HEAD);
		sections.forEach((test, entries) -> {
			if (!entries.isEmpty()) {
				text.append('\n').append(test).append('\n');
				entries.forEach((entry) -> text.append(entry).append('\n'));
			}
		});
		return text.toString();
	}

}
