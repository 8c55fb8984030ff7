package io.asyncorm.testdatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server that belongs to one test, from embedded binaries: the test may stop
 * it, kill it, and start it again, on the same port and with the same data. What it has
 * committed is written, as far as the machine does not fail. Used by one thread.
 */
public final class OwnPostgreSqlServer implements AutoCloseable {

	/** How long a server may take to start. */
	static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Path directory;

	private final EmbeddedPostgres server;

	/**
	 * Starts one.
	 * @param directory where {@code data} may be already, such as that of another server
	 * @param settings such as {@code max_connections}
	 */
	OwnPostgreSqlServer(Path directory, Map<String, String> settings) throws IOException {
		this.directory = directory;
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(directory.resolve("data"))
			.setCleanDataDirectory(false)
			.setLocaleConfig("locale", "C")
			.setServerConfig("fsync", "off")
			.setServerConfig("synchronous_commit", "on")
			.setPGStartupWait(PATIENCE);
		settings.forEach(builder::setServerConfig);
		this.server = builder.start();
	}

	/** Starts one with settings such as {@code max_connections}. */
	public static OwnPostgreSqlServer start(Map<String, String> settings) {
		return start(false, settings);
	}

	/**
	 * Starts one on a disk, which a commit waits for as in production, and which a
	 * failing machine does not make it forget.
	 */
	public static OwnPostgreSqlServer startDurable() {
		return start(true, Map.of("fsync", "on", "full_page_writes", "on"));
	}

	private static OwnPostgreSqlServer start(boolean onDisk, Map<String, String> settings) {
		try {
			String name = "own-postgresql";
			return new OwnPostgreSqlServer(onDisk ? ServerFolders.createOnDisk(name) : ServerFolders.create(name),
					settings);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Creates a new, empty database. */
	public DatabaseAddress createDatabase() {
		return new PostgreSqlServer(address("postgres")).createDatabase();
	}

	/** Where one of its databases is. */
	public DatabaseAddress address(String database) {
		return new DatabaseAddress(this.server.getJdbcUrl("postgres", database), "postgres", "postgres");
	}

	/** Where it listens, on 127.0.0.1. */
	public int port() {
		return this.server.getPort();
	}

	/** Executes a statement, outside a transaction, by a connection of its own. */
	public void execute(String sql) {
		try (Connection connection = address("postgres").connect();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The server at port " + port() + " refused: " + sql, ex);
		}
	}

	/** Asks for the first column of the first row, as text. */
	public @Nullable String query(String sql) {
		try (Connection connection = address("postgres").connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			return rows.next() ? rows.getString(1) : null;
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The server at port " + port() + " refused: " + sql, ex);
		}
	}

	/** Where its files are. */
	public Path dataDirectory() {
		return this.directory.resolve("data");
	}

	/** Ends its sessions, and then itself: a shutdown in order. */
	public void stop() {
		control("stop", "-m", "fast");
	}

	/**
	 * Ends its sessions, and itself, where they are: what was not committed is undone
	 * when it starts again.
	 */
	public void stopImmediately() {
		control("stop", "-m", "immediate");
	}

	/** Ends all its processes without a word. */
	public void kill() {
		ProcessHandle postmaster = postmaster().orElseThrow();
		List<ProcessHandle> processes = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
		processes.forEach(ProcessHandle::destroyForcibly);
		processes.forEach((process) -> process.onExit().join());
	}

	/** Kills one of its sessions, at which it ends all others and starts itself again. */
	public void crash(long session) {
		ProcessHandle.of(session).ifPresent(ProcessHandle::destroyForcibly);
	}

	/** Starts it again, as it was, once it is stopped or killed. */
	public void startAgain() {
		control("restart", "-l", this.directory.resolve("log").toString());
	}

	/** Whether its own process is there. */
	public boolean isRunning() {
		return Files.exists(dataDirectory().resolve("postmaster.pid")) && postmaster().isPresent();
	}

	private void control(String action, String... options) {
		List<String> command = new ArrayList<>();
		if (LinuxUtils.isUnshareAvailable()) {
			command.addAll(List.of("unshare", "-U")); // root may not start a server
		}
		command.addAll(List.of(program("pg_ctl").toString(), "-D", dataDirectory().toString(), "-w", action));
		command.addAll(List.of(options));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.waitFor() != 0) {
				throw new IllegalStateException("The server did not " + action + ": " + this.directory);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The server notes how it was started: its own program first, and then options. */
	private Path program(String name) {
		String command = read("postmaster.opts");
		return Path.of(command.substring(0, command.indexOf(" \""))).resolveSibling(name);
	}

	private Optional<ProcessHandle> postmaster() {
		return ProcessHandle.of(Long.parseLong(read("postmaster.pid").lines().findFirst().orElseThrow()));
	}

	private String read(String file) {
		try {
			return Files.readString(dataDirectory().resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			if (!isRunning()) {
				startAgain(); // what stops it reports an error where there is nothing to
								// stop
			}
			this.server.close();
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
