package io.asyncorm.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import io.asyncorm.testdatabase.OwnPostgreSqlServer;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * No space left on the device for an empty table: in place of its file stands, until this
 * is closed, the one that Linux has for it, to which nothing can be written. The server's
 * sessions notice neither.
 */
final class FullDisk implements AutoCloseable {

	static final Path DEVICE = Path.of("/dev/full");

	private final JdbcClient jdbc;

	private final Path file;

	private final Path saved;

	FullDisk(JdbcClient jdbc, OwnPostgreSqlServer server, String table) {
		this.jdbc = jdbc;
		this.file = server.dataDirectory()
			.resolve(jdbc.sql("select pg_relation_filepath(?)").param(table).query(String.class).single());
		this.saved = this.file.resolveSibling(this.file.getFileName() + ".saved");
		try {
			Files.move(this.file, this.saved);
			Files.createSymbolicLink(this.file, DEVICE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		closeFiles();
	}

	/** To drop a database, the server has all sessions close their files. */
	private void closeFiles() {
		String name = "dropped_" + UUID.randomUUID().toString().replace("-", "");
		this.jdbc.sql("create database " + name).update();
		this.jdbc.sql("drop database " + name).update();
	}

	/** There is room again. */
	@Override
	public void close() {
		try {
			Files.delete(this.file);
			Files.move(this.saved, this.file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		closeFiles();
	}

}
