package io.asyncorm.testdatabase;

import java.time.Duration;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A primary and its standby do what tests of replicas and of failover take for granted.
 */
@Timeout(180)
class PostgreSqlClusterIntegrationTests {

	private static final Log logger = LogFactory.getLog(PostgreSqlClusterIntegrationTests.class);

	private PostgreSqlCluster cluster;

	private JdbcClient primary;

	private JdbcClient standby;

	private JdbcClient any;

	@BeforeEach
	void start() {
		long begin = System.nanoTime();
		this.cluster = PostgreSqlCluster.start(Map.of());
		logger.info("A cluster is there after %d ms".formatted((System.nanoTime() - begin) / 1_000_000));
		DatabaseAddress database = this.cluster.createDatabase();
		this.primary = client(database);
		this.standby = client(this.cluster.onStandby(database));
		this.any = client(this.cluster.onBoth(database, "targetServerType=primary"));
		this.primary.sql("create table note (text varchar(50))").update();
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@Test
	void theStandbyShowsWhatThePrimaryHasCommittedAndTakesNoWrites() {
		write(this.primary, "first");
		this.cluster.awaitReplayed();

		assertThat(notes(this.standby)).isEqualTo(1);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> write(this.standby, "refused"))
			.withMessageContaining("read-only");
	}

	@Test
	void theStandbyLagsAsLongAsItIsTold() {
		this.cluster.awaitReplayed();
		this.cluster.delayReplay(Duration.ofHours(1));
		write(this.primary, "delayed");
		assertThat(notes(this.standby)).isZero();
		this.cluster.delayReplay(Duration.ZERO);
		this.cluster.awaitReplayed();
		assertThat(notes(this.standby)).isEqualTo(1);

		this.cluster.pauseReplay();
		write(this.primary, "paused");
		assertThat(notes(this.standby)).isEqualTo(1);
		this.cluster.resumeReplay();
		this.cluster.awaitReplayed();
		assertThat(notes(this.standby)).isEqualTo(2);
	}

	@Test
	void whatASynchronousPrimaryConfirmedIsThereOncePromoted() {
		this.cluster.replicateSynchronously();
		for (int note = 0; note < 100; note++) {
			write(this.any, "before");
		}

		this.cluster.primary().stopImmediately();
		assertThat(this.cluster.primary().isRunning()).isFalse();
		this.cluster.promote();
		write(this.any, "after");

		assertThat(notes(this.standby)).isEqualTo(101);
	}

	@Test
	void bothStopAndStartAgainAtTheSamePlaces() {
		write(this.primary, "before");
		this.cluster.standby().stop();
		this.cluster.primary().stop();

		this.cluster.primary().startAgain();
		this.cluster.standby().startAgain();
		write(this.primary, "after");
		this.cluster.awaitReplayed();

		assertThat(notes(this.standby)).isEqualTo(2);
	}

	private static JdbcClient client(DatabaseAddress address) {
		return JdbcClient.create(new DriverManagerDataSource(address.url(), address.username(), address.password()));
	}

	private static void write(JdbcClient jdbc, String text) {
		jdbc.sql("insert into note (text) values (?)").param(text).update();
	}

	private static long notes(JdbcClient jdbc) {
		return jdbc.sql("select count(*) from note").query(Long.class).single();
	}

}
