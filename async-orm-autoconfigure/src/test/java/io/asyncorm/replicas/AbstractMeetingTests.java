package io.asyncorm.replicas;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Meetings on a primary and its streaming standby, new for each test. */
abstract class AbstractMeetingTests extends AbstractClusterTests {

	MeetingPlace place;

	@BeforeEach
	void prepare() {
		this.place = new MeetingPlace(cluster);
	}

	@AfterEach
	void close() {
		this.place.close();
	}

}
