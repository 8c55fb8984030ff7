package io.asyncorm.testdatabase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import org.springframework.util.FileSystemUtils;

/**
 * The one MariaDB server of this JVM: a process of our own where {@code mariadbd} is
 * installed, otherwise a container where Docker answers. Where neither is, the tests that
 * ask for it are reported as aborted, and one line says why. Safe for use by several
 * threads.
 */
final class MariaDbServer {

	private static final Log logger = LogFactory.getLog(MariaDbServer.class);

	/** Statements of the tests quote names as the standard does. */
	private static final String STANDARD_QUOTES = "?sessionVariables=sql_mode=concat(@@sql_mode,',ANSI_QUOTES')";

	private static final String IMAGE = "mariadb:11.8";

	private static final List<Path> FOLDERS = Stream
		.concat(Stream.of(String.valueOf(System.getenv("PATH")).split(":")),
				Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/libexec"))
		.map(Path::of)
		.toList();

	private final String url;

	private final DatabaseAddress maintenance;

	private MariaDbServer(String url) {
		this.url = url;
		this.maintenance = new DatabaseAddress(url, "root", "");
	}

	static MariaDbServer running() {
		MariaDbServer server = Running.SERVER;
		if (server == null) {
			throw new TestAbortedException("No MariaDB for the tests: install 'mariadb-server' or start Docker");
		}
		return server;
	}

	DatabaseAddress createDatabase() {
		String name = "test_" + UUID.randomUUID().toString().replace("-", "");
		try (Connection connection = this.maintenance.connect(); Statement statement = connection.createStatement()) {
			statement.execute("create database " + name + " character set utf8mb4 collate utf8mb4_bin");
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot create a database at '" + this.url + "'", ex);
		}
		return new DatabaseAddress(this.url + name + STANDARD_QUOTES, "root", "");
	}

	/** A statement that still runs in it may hold it up, but not for ever. */
	void dropDatabase(String name) throws SQLException {
		try (Connection connection = this.maintenance.connect(); Statement statement = connection.createStatement()) {
			statement.execute("set lock_wait_timeout = 5");
			statement.execute("drop database if exists " + name);
		}
	}

	private static @Nullable MariaDbServer start() {
		try {
			Path server = find("mariadbd");
			if (server != null) {
				MariaDbServer started = startProcess(server);
				logger.info("MariaDB for the tests: " + server);
				return started;
			}
			if (DockerClientFactory.instance().isDockerAvailable()) {
				MariaDbServer started = startContainer();
				logger.info("MariaDB for the tests: the image " + IMAGE);
				return started;
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("MariaDB for the tests does not start", ex);
		}
		logger.warn("No MariaDB: its tests are reported as aborted. Install 'mariadb-server' or start Docker");
		return null;
	}

	private static @Nullable Path find(String program) {
		return FOLDERS.stream()
			.map((folder) -> folder.resolve(program))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

	private static MariaDbServer startProcess(Path server) throws IOException {
		Path folder = ServerFolders.create("mariadb");
		String data = "--datadir=" + folder.resolve("data");
		run(List.of(String.valueOf(find("mariadb-install-db")), "--no-defaults", data, "--skip-test-db",
				"--auth-root-authentication-method=normal", user(), "--tmpdir=" + folder));
		int port = freePort();
		Process process = new ProcessBuilder(server.toString(), "--no-defaults", data, user(), "--port=" + port,
				"--bind-address=127.0.0.1", "--tmpdir=" + folder, "--socket=" + folder.resolve("s"),
				"--pid-file=" + folder.resolve("pid"), "--max-connections=300", "--innodb-flush-log-at-trx-commit=0",
				"--innodb-flush-method=nosync")
			.redirectErrorStream(true)
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder), "stop-mariadb"));
		awaitReady(process);
		loadTimeZones(folder.resolve("s"));
		return new MariaDbServer("jdbc:mariadb://127.0.0.1:" + port + "/");
	}

	/** The server refuses to run as root unless it is told to. */
	private static String user() {
		return "--user=" + System.getProperty("user.name");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * What it prints later is read too, or it would wait for that; not by a virtual
	 * thread, which would keep one of the few carriers while it waits.
	 */
	private static void awaitReady(Process process) throws IOException {
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		List<String> lines = new ArrayList<>();
		String line = output.readLine();
		while (line != null && !line.contains("ready for connections")) {
			lines.add(line);
			line = output.readLine();
		}
		if (line == null) {
			throw new IOException("mariadbd ended: " + String.join("\n", lines));
		}
		Thread.ofPlatform().daemon().name("mariadb-output").start(() -> drain(output));
	}

	private static void drain(BufferedReader output) {
		try (output) {
			output.transferTo(Writer.nullWriter());
		}
		catch (IOException ex) {
			logger.debug("mariadbd ended", ex);
		}
	}

	/** Without them, the server knows no time zone by name. */
	private static void loadTimeZones(Path socket) throws IOException {
		List<Process> pipeline = ProcessBuilder.startPipeline(List.of(
				new ProcessBuilder(String.valueOf(find("mariadb-tzinfo-to-sql")), "/usr/share/zoneinfo")
					.redirectError(ProcessBuilder.Redirect.DISCARD),
				new ProcessBuilder(String.valueOf(find("mariadb")), "--no-defaults", "--socket=" + socket, "-uroot",
						"mysql")
					.redirectErrorStream(true)));
		await(pipeline.get(1));
	}

	private static void run(List<String> command) throws IOException {
		await(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	private static void await(Process process) throws IOException {
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			String text = String.join("\n", output.lines().toList());
			if (process.waitFor() != 0) {
				throw new IOException(process.info().command().orElse("A program") + " failed: " + text);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

	/** What it holds is deleted anyway: it need not write it down first. */
	private static void stop(Process process, Path folder) {
		try {
			process.destroyForcibly();
			process.waitFor();
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@SuppressWarnings("resource") // Testcontainers stops it when the JVM ends
	private static MariaDbServer startContainer() {
		GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE))
			.withEnv("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "1")
			.withCommand("--max-connections=300", "--innodb-flush-log-at-trx-commit=0")
			.withTmpFs(Map.of("/var/lib/mysql", "rw"))
			.withExposedPorts(3306)
			.waitingFor(Wait.forLogMessage(".*mariadbd: ready for connections.*", 2));
		container.start();
		return new MariaDbServer("jdbc:mariadb://" + container.getHost() + ":" + container.getMappedPort(3306) + "/");
	}

	/**
	 * Started when the first test asks for it.
	 */
	private static final class Running {

		private static final @Nullable MariaDbServer SERVER = start();

	}

}
