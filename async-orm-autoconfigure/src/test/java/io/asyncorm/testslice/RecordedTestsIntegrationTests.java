package io.asyncorm.testslice;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.test.StatementLedger;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testslice.StatementLedgerIntegrationTests.Note;
import io.asyncorm.testslice.StatementLedgerIntegrationTests.Notes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests whose statements are in the ledger of this module,
 * {@code src/test/statements.txt}.
 */
@ExtendWith(StatementLedger.class)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class RecordedTestsIntegrationTests {

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Notes notes;

	@BeforeEach
	void open() {
		this.pool = TestDatabase.H2.create(2);
		this.orm = AsyncOrm.builder(this.pool).models(Note.class).schemaAction(SchemaAction.CREATE).build();
		this.notes = this.orm.repository(Notes.class);
		await(this.notes.acreate(kw("text", "is not recorded, as it is no part of a test")));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void testIsRecordedUnderItsName() {
		assertThat(await(this.notes.alist())).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void eachInvocationIsRecorded(int times) {
		for (int i = 0; i < times; i++) {
			assertThat(await(this.notes.acount())).isEqualTo(1);
		}
	}

}
