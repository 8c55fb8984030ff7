package io.asyncorm.replicas;

import java.util.Map;

import io.asyncorm.testdatabase.PostgreSqlCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Meetings on a primary and its streaming standby, new for each test. */
abstract class AbstractMeetingTests {

	static PostgreSqlCluster cluster;

	MeetingPlace place;

	@BeforeAll
	static void startCluster() {
		cluster = PostgreSqlCluster.start(Map.of());
	}

	@AfterAll
	static void stopCluster() {
		cluster.close();
	}

	@BeforeEach
	void prepare() {
		this.place = new MeetingPlace(cluster);
	}

	@AfterEach
	void close() {
		this.place.close();
	}

}
