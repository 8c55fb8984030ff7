package io.asyncorm.testdatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.FileSystemUtils;

/**
 * Where the servers of the tests keep their files: in memory where the system has room
 * for them there. The tests make thousands of databases of hundreds of files each, for
 * which they would mostly wait on a disk. Safe for use by several threads.
 */
final class ServerFolders {

	private static final Log logger = LogFactory.getLog(ServerFolders.class);

	private static final Path MEMORY = Path.of("/dev/shm");

	/**
	 * A few databases at once, with the log that a server keeps; containers have less.
	 */
	private static final long ROOM = 4L << 30;

	private static final String PREFIX = "async-orm-tests-";

	private ServerFolders() {
	}

	/** Creates a new, empty folder, which whoever asked for it deletes. */
	static Path create(String name) throws IOException {
		return Files.createTempDirectory(Parent.FOLDER, name);
	}

	/**
	 * Creates a new, empty folder on the disk of the build, as what is written to memory
	 * costs nothing: for who measures that.
	 */
	static Path createOnDisk(String name) throws IOException {
		return Files.createTempDirectory(Files.createDirectories(Path.of("target").toAbsolutePath()), name);
	}

	private static Path parent() {
		try {
			Path disk = Path.of(System.getProperty("java.io.tmpdir"));
			Path place = isRoomy() ? MEMORY : disk;
			deleteLeftOver(place);
			return Files.createTempDirectory(place, PREFIX + ProcessHandle.current().pid() + "-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isRoomy() throws IOException {
		return Files.isDirectory(MEMORY) && Files.isWritable(MEMORY)
				&& Files.getFileStore(MEMORY).getUsableSpace() >= ROOM;
	}

	/** A JVM that was killed leaves its files behind; nobody wants them in memory. */
	private static void deleteLeftOver(Path place) throws IOException {
		List<Path> leftOver;
		try (Stream<Path> folders = Files.list(place)) {
			leftOver = folders.filter((folder) -> isOfEndedProcess(folder.getFileName().toString()))
				.filter(Files::isWritable)
				.toList();
		}
		leftOver.forEach(ServerFolders::deleteIfPossible);
	}

	/**
	 * A server that was left behind may still write there, or another JVM delete, too.
	 */
	private static void deleteIfPossible(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			logger.warn("Cannot delete " + folder + ", which tests that were killed have left behind", ex);
		}
	}

	private static boolean isOfEndedProcess(String name) {
		if (!name.matches(PREFIX + "\\d+-\\d+")) {
			return false;
		}
		long process = Long.parseLong(name.substring(PREFIX.length(), name.lastIndexOf('-')));
		return ProcessHandle.of(process).isEmpty();
	}

	/** Made when the first server needs it. */
	private static final class Parent {

		private static final Path FOLDER = parent();

	}

}
