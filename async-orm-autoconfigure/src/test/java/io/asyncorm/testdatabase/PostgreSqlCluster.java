package io.asyncorm.testdatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.springframework.util.FileSystemUtils;

/**
 * Two PostgreSQL servers that belong to one test, from embedded binaries: a primary, and
 * a standby that streams from it and takes reads. The test may let the standby lag, stop
 * either, and promote the standby; they keep the names that they began with. Used by one
 * thread.
 */
public final class PostgreSqlCluster implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final OwnPostgreSqlServer primary;

	private final OwnPostgreSqlServer standby;

	private PostgreSqlCluster(OwnPostgreSqlServer primary, OwnPostgreSqlServer standby) {
		this.primary = primary;
		this.standby = standby;
	}

	/**
	 * Starts them, with replication that nobody waits for.
	 * @param settings of both, such as {@code max_connections}
	 */
	public static PostgreSqlCluster start(Map<String, String> settings) {
		OwnPostgreSqlServer primary = OwnPostgreSqlServer.start(settings);
		try {
			primary.stop();
			OwnPostgreSqlServer standby = copy(primary, settings);
			primary.startAgain();
			PostgreSqlCluster cluster = new PostgreSqlCluster(primary, standby);
			cluster.awaitReplayed();
			return cluster;
		}
		catch (IOException ex) {
			primary.close();
			throw new UncheckedIOException(ex);
		}
	}

	/** A standby is a copy that is told so; its primary may come later. */
	private static OwnPostgreSqlServer copy(OwnPostgreSqlServer primary, Map<String, String> settings)
			throws IOException {
		Path directory = ServerFolders.create("own-standby");
		Path data = directory.resolve("data");
		FileSystemUtils.copyRecursively(primary.dataDirectory(), data);
		Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
		Files.createFile(data.resolve("standby.signal"));
		Files.writeString(data.resolve("postgresql.auto.conf"),
				"primary_conninfo = 'host=127.0.0.1 port=%d user=postgres application_name=standby'%n"
					.formatted(primary.port())
						// it asks for the stream again sooner than after five seconds
						+ "wal_retrieve_retry_interval = '100ms'\n");
		return new OwnPostgreSqlServer(directory, settings);
	}

	/** What was the primary at the beginning. */
	public OwnPostgreSqlServer primary() {
		return this.primary;
	}

	/** What was the standby at the beginning. */
	public OwnPostgreSqlServer standby() {
		return this.standby;
	}

	/** Creates a new, empty database; returns where the primary has it. */
	public DatabaseAddress createDatabase() {
		DatabaseAddress address = this.primary.createDatabase();
		awaitReplayed();
		return address;
	}

	/** Where the standby has a database of the primary. */
	public DatabaseAddress onStandby(DatabaseAddress database) {
		return this.standby.address(database.databaseName());
	}

	/**
	 * Where both have a database, the primary first.
	 * @param parameters of the driver, such as {@code targetServerType=primary}
	 */
	public DatabaseAddress onBoth(DatabaseAddress database, String parameters) {
		return new DatabaseAddress("jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s?%s".formatted(this.primary.port(),
				this.standby.port(), database.databaseName(), parameters), database.username(), database.password());
	}

	/**
	 * From now on a commit at the primary waits until the standby has written it down, so
	 * that promoting the standby loses nothing that was confirmed.
	 */
	public void replicateSynchronously() {
		this.primary.execute("alter system set synchronous_standby_names = 'standby'");
		this.primary.execute("select pg_reload_conf()");
		await(() -> "sync".equals(this.primary.query("select sync_state from pg_stat_replication")),
				"the standby is not synchronous");
	}

	/** Commits are replayed by the standby this much later; zero for at once. */
	public void delayReplay(Duration delay) {
		this.standby.execute("alter system set recovery_min_apply_delay = '%d ms'".formatted(delay.toMillis()));
		this.standby.execute("select pg_reload_conf()");
		await(() -> String.valueOf(delay.toMillis())
			.equals(this.standby.query("select setting from pg_settings where name = 'recovery_min_apply_delay'")),
				"the delay is not " + delay);
	}

	/** The standby goes on receiving, and shows nothing new. */
	public void pauseReplay() {
		this.standby.execute("select pg_wal_replay_pause()");
		await(() -> "paused".equals(this.standby.query("select pg_get_wal_replay_pause_state()")),
				"the replay is not paused");
	}

	/** The standby replays again. */
	public void resumeReplay() {
		this.standby.execute("select pg_wal_replay_resume()");
	}

	/** Waits until the standby shows all that the primary has committed until now. */
	public void awaitReplayed() {
		String written = this.primary.query("select pg_current_wal_flush_lsn()");
		String replayed = "select pg_last_wal_replay_lsn() >= '" + written + "'";
		await(() -> "t".equals(this.standby.query(replayed)), "the standby has not replayed " + written);
	}

	/** Makes the standby a primary, which takes writes when this returns. */
	public void promote() {
		if (!"t".equals(this.standby.query("select pg_promote(true, %d)".formatted(PATIENCE.toSeconds())))) {
			throw new IllegalStateException("The standby was not promoted within " + PATIENCE);
		}
	}

	private static void await(BooleanSupplier condition, String otherwise) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - begin > PATIENCE.toNanos()) {
				throw new IllegalStateException("After " + PATIENCE + ", " + otherwise);
			}
			Thread.onSpinWait();
		}
	}

	@Override
	public void close() {
		try (this.primary) {
			this.standby.close();
		}
	}

}
