package io.asyncorm.scale;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.OwnPostgreSqlServer;

/**
 * The plans of all statements that a server has executed, as it executed them. Used by
 * one thread.
 */
final class ExplainedStatements implements AutoCloseable {

	/** Settings of the server. */
	static final Map<String, String> SETTINGS = Map.ofEntries(Map.entry("logging_collector", "on"),
			Map.entry("log_directory", "log"), Map.entry("log_filename", "plans.log"),
			Map.entry("session_preload_libraries", "auto_explain"), Map.entry("auto_explain.log_min_duration", "0"),
			Map.entry("auto_explain.log_analyze", "on"), Map.entry("auto_explain.log_timing", "off"));

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final String BEGIN = "Query Text: ";

	private static final Pattern PARTITION = Pattern.compile("\\bon (\\w+)_p(\\d+)\\b.*");

	private final OwnPostgreSqlServer server;

	private final Path log;

	private long position;

	private int marks;

	ExplainedStatements(OwnPostgreSqlServer server) {
		this.server = server;
		this.log = server.dataDirectory().resolve("log").resolve("plans.log");
		next();
	}

	/** A new, empty database of the server. */
	DatabaseAddress createDatabase() {
		return this.server.createDatabase();
	}

	/** Those since the last time that this was asked, each with its text and its plan. */
	List<String> next() {
		String mark = "select 'mark " + this.marks++ + "'";
		this.server.query(mark);
		String written = await(BEGIN + mark);
		this.position += written.length();
		List<String> statements = new ArrayList<>();
		for (String part : written.split(Pattern.quote(BEGIN))) {
			if (!part.startsWith("select 'mark ")) {
				statements.add(part);
			}
		}
		return statements.subList(1, statements.size());
	}

	private String await(String mark) {
		long begin = System.nanoTime();
		while (System.nanoTime() - begin < PATIENCE.toNanos()) {
			String written = read();
			if (written.contains(mark)) {
				return written;
			}
			Thread.yield();
		}
		throw new IllegalStateException("The server does not explain its statements in " + this.log);
	}

	/** In which each byte is a character. */
	private String read() {
		try (RandomAccessFile file = new RandomAccessFile(this.log.toFile(), "r")) {
			file.seek(this.position);
			byte[] bytes = new byte[(int) (file.length() - this.position)];
			file.readFully(bytes);
			return new String(bytes, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The partitions of each table that a statement has read or written. */
	static Map<String, Set<String>> partitions(String statement) {
		Map<String, Set<String>> found = new TreeMap<>();
		Matcher matcher = PARTITION.matcher(statement);
		while (matcher.find()) {
			if (!matcher.group().contains("(never executed)")) {
				found.computeIfAbsent(matcher.group(1), (table) -> new TreeSet<>()).add(matcher.group(2));
			}
		}
		return found;
	}

	@Override
	public void close() {
		this.server.close();
	}

}
