package io.asyncorm.iteration;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.Orm;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A database whose rows are read bit by bit on its one lane, and to which all connections
 * have come back in the end.
 */
abstract class AbstractIterationIntegrationTests {

	final IterationDatabase database;

	AbstractIterationIntegrationTests(TestDatabase kind) {
		this.database = new IterationDatabase(kind, 1);
	}

	@AfterEach
	void close() {
		this.database.awaitNoConnectionInUse();
		this.database.close();
	}

	static Throwable failure(CompletableFuture<?> future) {
		return catchThrowable(() -> Orm.await(future));
	}

}
