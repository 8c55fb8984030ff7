package io.asyncorm.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * The folder in which the database keeps its data from one start to the next, and the
 * password beside it. Nobody else can open it, and one application uses it at a time.
 */
final class DataFolder implements AutoCloseable {

	/** Of the PostgreSQL that the POM names; a server reads the data of no other. */
	static final String MAJOR_VERSION = "18";

	private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

	private static final String LOCK = "lock";

	private static final String DATA = "data";

	private static final String VERSION = "PG_VERSION";

	private final Path folder;

	private final boolean temporary;

	private final FileChannel lock;

	private DataFolder(Path folder, boolean temporary) throws IOException {
		this.folder = folder;
		this.temporary = temporary;
		this.lock = lock(folder);
	}

	/** Opens a folder, which is made if it is not there. */
	static DataFolder open(Path folder) throws IOException {
		checkOurs(folder);
		DataFolder opened = new DataFolder(createPrivate(folder).toRealPath(), false);
		try {
			opened.checkData();
			LeftServer.stop(opened.data());
			return opened;
		}
		catch (IOException | RuntimeException ex) {
			opened.close();
			throw ex;
		}
	}

	/** Somebody's home or project must not become private, nor have our files in it. */
	private static void checkOurs(Path folder) throws IOException {
		if (!Files.isDirectory(folder) || Files.exists(folder.resolve(LOCK))
				|| Files.exists(folder.resolve(DATA).resolve(VERSION))) {
			return;
		}
		try (Stream<Path> content = Files.list(folder)) {
			if (content.findAny().isPresent()) {
				throw new DataFolderException("The data folder " + folder + " has files in it that are not ours.",
						"Choose an empty or a new folder with --sample.data-folder=FOLDER.");
			}
		}
	}

	/** Opens a new folder, which is deleted when it is closed. */
	static DataFolder openTemporary() throws IOException {
		return new DataFolder(Files.createTempDirectory("async-orm-sample").toRealPath(), true);
	}

	/** A folder that another user made could hold programs of his. */
	static Path createPrivate(Path folder) throws IOException {
		Files.createDirectories(folder);
		PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
		if (view != null) {
			// fails if the folder is somebody else's
			view.setPermissions(PRIVATE);
		}
		return folder;
	}

	private static FileChannel lock(Path folder) throws IOException {
		FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		if (!tryLock(channel)) {
			channel.close();
			throw new DataFolderException("Another instance of this application uses the data folder " + folder + ".",
					"Stop it, or give this one a folder of its own with --sample.data-folder=FOLDER.");
		}
		return channel;
	}

	private static boolean tryLock(FileChannel channel) throws IOException {
		try {
			FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			return false; // within the same JVM
		}
	}

	private void checkData() throws IOException {
		Path versionFile = data().resolve(VERSION);
		if (!Files.exists(versionFile)) {
			return;
		}
		String version = Files.readString(versionFile).strip();
		if (!version.equals(MAJOR_VERSION)) {
			throw new DataFolderException(
					"The data folder %s is of PostgreSQL %s, and this application starts PostgreSQL %s."
						.formatted(this.folder, version, MAJOR_VERSION),
					"Choose another folder with --sample.data-folder=FOLDER, or move the data with PostgreSQL's"
							+ " pg_upgrade.");
		}
		if (!Files.exists(passwordFile())) {
			throw new DataFolderException(
					"The data folder %s has data, but no file 'password': it was not completed, or the file was deleted."
						.formatted(this.folder),
					"Put the file back, or delete the folder to begin with an empty database.");
		}
	}

	/** The data of the PostgreSQL server. */
	Path data() {
		return this.folder.resolve(DATA);
	}

	/** What the server says. */
	Path log() {
		return this.folder.resolve("server.log");
	}

	/** For who makes the data; kept once that is complete. */
	Path newPasswordFile() {
		return this.folder.resolve("password.new");
	}

	private Path passwordFile() {
		return this.folder.resolve("password");
	}

	/** The password, drawn if there is none yet. */
	String password() throws IOException {
		if (Files.exists(passwordFile())) {
			return Files.readString(passwordFile());
		}
		byte[] random = new byte[16];
		new SecureRandom().nextBytes(random);
		String password = HexFormat.of().formatHex(random);
		Files.writeString(newPasswordFile(), password);
		return password;
	}

	/** Keeps the password, now that the data is complete. */
	void keepPassword() throws IOException {
		if (!Files.exists(passwordFile())) {
			Files.move(newPasswordFile(), passwordFile());
		}
	}

	@Override
	public void close() throws IOException {
		this.lock.close();
		if (this.temporary) {
			FileSystemUtils.deleteRecursively(this.folder);
		}
	}

}
