package io.asyncorm.replicas;

import java.util.Map;

import io.asyncorm.testdatabase.PostgreSqlCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Tests on a primary and a standby of it, which all of a class have.
 */
abstract class AbstractClusterTests {

	static PostgreSqlCluster cluster;

	@BeforeAll
	static void startCluster() {
		cluster = PostgreSqlCluster.start(Map.of());
	}

	@AfterAll
	static void stopCluster() {
		cluster.close();
	}

}
