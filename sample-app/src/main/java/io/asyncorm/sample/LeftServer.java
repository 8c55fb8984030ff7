package io.asyncorm.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL server that runs on because the application that had started it was
 * killed.
 */
final class LeftServer {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration POLL = Duration.ofMillis(50);

	private LeftServer() {
	}

	/**
	 * Stops the server that has this data, if there is one. The caller has locked the
	 * folder, so that no application uses it any more.
	 */
	static void stop(Path data) throws IOException {
		Path file = data.resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return;
		}
		long pid = pid(file);
		ProcessHandle process = ProcessHandle.of(pid).orElse(null);
		if (process == null) {
			return; // PostgreSQL itself sees that nobody has its data
		}
		if (isServerOf(data, process)) {
			stop(process, data, file);
		}
		else {
			// the computer has given the number to another program
			Files.delete(file);
		}
	}

	private static long pid(Path file) throws IOException {
		List<String> lines = Files.readAllLines(file);
		try {
			return Long.parseLong(lines.getFirst().strip());
		}
		catch (RuntimeException ex) {
			throw new DataFolderException("The file " + file + " does not say which process has the data.",
					"Delete it if no PostgreSQL server runs on that folder.");
		}
	}

	/**
	 * By how it was started; the number alone could be another's now. A guess could cost
	 * the data.
	 */
	private static boolean isServerOf(Path data, ProcessHandle process) throws IOException {
		String command = process.info().command().orElseThrow(() -> unknown(data, process));
		if (!Path.of(command).getFileName().toString().startsWith("postgres")) {
			return false;
		}
		List<String> arguments = List.of(process.info().arguments().orElseThrow(() -> unknown(data, process)));
		int folder = arguments.indexOf("-D") + 1;
		if (folder == 0 || folder == arguments.size() || !isFolder(arguments.get(folder))) {
			throw unknown(data, process);
		}
		return Files.isSameFile(Path.of(arguments.get(folder)), data);
	}

	private static boolean isFolder(String name) {
		return Path.of(name).isAbsolute() && Files.isDirectory(Path.of(name));
	}

	private static DataFolderException unknown(Path data, ProcessHandle process) {
		return new DataFolderException(
				"A process that this application cannot look at, %d, may be a PostgreSQL server with the data in %s."
					.formatted(process.pid(), data),
				"Stop it if it is, and delete the file 'postmaster.pid' there otherwise.");
	}

	/** It deletes the file at last. */
	private static void stop(ProcessHandle server, Path data, Path file) {
		server.destroy();
		Instant limit = Instant.now().plus(LIMIT);
		while (Files.exists(file)) {
			if (Instant.now().isAfter(limit) || Thread.currentThread().isInterrupted()) {
				throw notStopped(server, data);
			}
			LockSupport.parkNanos(POLL.toNanos());
		}
	}

	private static DataFolderException notStopped(ProcessHandle server, Path data) {
		return new DataFolderException(
				"The PostgreSQL server with the data in %s runs on from an earlier start, and does not stop."
					.formatted(data),
				"Stop the process %d.".formatted(server.pid()));
	}

}
