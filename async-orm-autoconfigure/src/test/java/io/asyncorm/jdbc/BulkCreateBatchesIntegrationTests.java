package io.asyncorm.jdbc;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.jdbc.BulkModels.Item;
import io.asyncorm.query.IncompleteWriteException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.testdatabase.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.batchSize;
import static io.asyncorm.Orm.inChunks;
import static io.asyncorm.Orm.onProgress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches, chunks and transactions in which many objects are inserted, and the progress
 * that is told.
 */
@ParameterizedClass
@EnumSource
class BulkCreateBatchesIntegrationTests extends AbstractBulkCreateIntegrationTests {

	BulkCreateBatchesIntegrationTests(TestEngine engine) {
		super(engine);
	}

	@Test
	void insertsJoinTheTransactionOfTheCaller() {
		List<Item> stored = this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED,
				() -> this.items.abulkCreate(items(0, 40), batchSize(7)).join());

		assertThat(this.items.orderBy("id").alist().join()).isEqualTo(stored);
	}

	@Test
	void chunksAreCommittedOneByOneAndProgressIsTold() {
		List<Long> progress = new ArrayList<>();
		List<Item> twice = items(0, 40);
		twice.set(33, Item.of("5", 1));

		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> this.items.abulkCreate(twice, inChunks(10).batchSize(4).onProgress(progress::add)).join())
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(33))
			.satisfies((ex) -> assertThat(ex.getWritten()).isEqualTo(30))
			.withMessageContaining("the first 30 rows were committed");
		assertThat(progress).containsExactly(10L, 20L, 30L);
		assertThat(this.items.acount().join()).isEqualTo(30);
	}

	@Test
	void progressIsToldAfterEachBatch() {
		List<Long> progress = new ArrayList<>();

		this.items.abulkCreate(items(0, 25), onProgress(progress::add).batchSize(10)).join();

		assertThat(progress).containsExactly(10L, 20L, 25L);
	}

	@Test
	void aListenerThatFailsUndoesTheWhole() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.items.abulkCreate(items(0, 25), batchSize(10).onProgress((done) -> {
				throw new IllegalStateException("enough");
			})).join());
		assertThat(this.items.acount().join()).isZero();
	}

	@Test
	void aListenerThatFailsBetweenChunksLeavesThoseThatAreWritten() {
		assertThatExceptionOfType(IncompleteWriteException.class)
			.isThrownBy(() -> this.items.abulkCreate(items(0, 25), inChunks(10).onProgress((done) -> {
				if (done == 20) {
					throw new IllegalStateException("enough");
				}
			})).join())
			.satisfies((ex) -> assertThat(ex.getWritten()).isEqualTo(20))
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(this.items.acount().join()).isEqualTo(20);
	}

	@Test
	void chunksAreRefusedInTheTransactionOfTheCaller() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.database.inTransaction(Connection.TRANSACTION_READ_COMMITTED,
					() -> this.items.abulkCreate(items(0, 2), inChunks(1)).join()))
			.withMessageContaining("inChunks()");
	}

}
