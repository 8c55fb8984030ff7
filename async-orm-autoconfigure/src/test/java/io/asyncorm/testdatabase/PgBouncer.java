package io.asyncorm.testdatabase;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * PgBouncer in transaction mode in front of a database of the tests: a process of our
 * own, where it is installed. Where it is not, the tests that ask for it are reported as
 * aborted.
 */
public final class PgBouncer implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(PgBouncer.class);

	/** Where systems put what administrators start, which is not in everybody's PATH. */
	private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin");

	private final Process process;

	private final Path folder;

	private final DatabaseAddress address;

	private PgBouncer(Process process, Path folder, DatabaseAddress address) {
		this.process = process;
		this.folder = folder;
		this.address = address;
	}

	/**
	 * Starts it.
	 * @param database what it stands in front of
	 * @param servers how many connections it has to the database at most
	 */
	public static PgBouncer start(DatabaseAddress database, int servers) throws IOException {
		Path program = program();
		TestDatabase.require(program != null, "No PgBouncer for the tests: install 'pgbouncer'");
		Path folder = Files.createTempDirectory("pgbouncer",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		int port = freePort();
		Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), settings(database, servers, port));
		Process process = new ProcessBuilder(String.valueOf(program), settings.toString()).redirectErrorStream(true)
			.start();
		awaitReady(process);
		return new PgBouncer(process, folder, new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/pooled",
				database.username(), database.password()));
	}

	private static @Nullable Path program() {
		String path = String.valueOf(System.getenv("PATH"));
		return Stream.concat(Stream.of(path.split(File.pathSeparator)), FOLDERS.stream())
			.map((folder) -> Path.of(folder, "pgbouncer"))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

	private static String settings(DatabaseAddress database, int servers, int port) {
		URI uri = URI.create(database.url().replaceFirst("\\?.*", "").substring("jdbc:".length()));
		// as root, it becomes another user
		String user = System.getProperty("user.name").equals("root") ? "user = nobody\n" : "";
		return """
				[databases]
				pooled = host=%s port=%d dbname=%s user=%s password=%s
				[pgbouncer]
				%slisten_addr = 127.0.0.1
				listen_port = %d
				unix_socket_dir =
				auth_type = any
				pool_mode = transaction
				default_pool_size = %d
				max_client_conn = 500
				ignore_startup_parameters = extra_float_digits
				log_connections = 0
				log_disconnections = 0
				log_pooler_errors = 0
				""".formatted(uri.getHost(), (uri.getPort() < 0) ? 5432 : uri.getPort(), uri.getPath().substring(1),
				database.username(), database.password(), user, port, servers);
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
		StringBuilder said = new StringBuilder();
		String line = output.readLine();
		while (line != null && !line.contains("process up")) {
			said.append(line).append('\n');
			line = output.readLine();
		}
		if (line == null) {
			throw new IOException("pgbouncer ended: " + said);
		}
		Thread.ofPlatform().daemon().name("pgbouncer-output").start(() -> drain(output));
	}

	private static void drain(BufferedReader output) {
		try (output) {
			output.transferTo(Writer.nullWriter());
		}
		catch (IOException ex) {
			logger.debug("pgbouncer ended", ex);
		}
	}

	/** Where clients connect, with the driver's defaults. */
	public DatabaseAddress address() {
		return this.address;
	}

	/** Where clients connect that prepare no statements. */
	public DatabaseAddress withoutPreparedStatements() {
		return new DatabaseAddress(this.address.url() + "?prepareThreshold=0", this.address.username(),
				this.address.password());
	}

	@Override
	public void close() {
		try {
			this.process.destroy();
			this.process.waitFor();
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
