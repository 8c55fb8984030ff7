package io.asyncorm.jdbc;

import java.time.Duration;
import java.util.List;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.persistence.UpsertLock;
import org.junit.jupiter.api.Test;

import org.springframework.dao.CannotAcquireLockException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LookupLocks}.
 */
class LookupLocksTests {

	private static final ModelMetadata<?> MODEL = ModelRegistry.of(List.of(UpsertModels.Visit.class))
		.require(UpsertModels.Visit.class);

	private static final UpsertLock ANN = new UpsertLock(MODEL, "ann");

	private static final UpsertLock BOB = new UpsertLock(MODEL, "bob");

	private final LookupLocks locks = new LookupLocks(Duration.ofMillis(10));

	@Test
	void aLockIsHeldOnceAtATime() {
		this.locks.acquire(ANN);

		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> this.locks.acquire(ANN));
	}

	@Test
	void locksOfDifferentNamesAreIndependent() {
		this.locks.acquire(ANN);

		assertThatCode(() -> this.locks.acquire(BOB)).doesNotThrowAnyException();
	}

	@Test
	void aLockThatWasGivenBackCanBeHad() {
		this.locks.acquire(ANN);
		this.locks.release(ANN);

		assertThatCode(() -> this.locks.acquire(ANN)).doesNotThrowAnyException();
	}

	@Test
	void nothingIsKeptOfLocksThatNobodyHoldsOrWaitsFor() {
		this.locks.acquire(ANN);
		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> this.locks.acquire(ANN));
		assertThat(this.locks.size()).isEqualTo(1);

		this.locks.release(ANN);

		assertThat(this.locks.size()).isZero();
	}

}
