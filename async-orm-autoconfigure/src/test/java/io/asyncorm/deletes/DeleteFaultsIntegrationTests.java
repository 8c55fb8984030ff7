package io.asyncorm.deletes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.deletes.Archive.Document;
import io.asyncorm.deletes.Archive.Folder;
import io.asyncorm.deletes.Archive.User;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.BreakingDataSource;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is left of a delete whose connection breaks before any of its statements:
 * everything.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class DeleteFaultsIntegrationTests {

	private final TestDatabase database;

	private final BreakingDataSource connections;

	private final Archive archive;

	private final Folder folder;

	private final User user;

	DeleteFaultsIntegrationTests(TestDatabase database) {
		this.database = database;
		this.connections = new BreakingDataSource(database.create(3));
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(this.connections);
		pool.setMaximumPoolSize(3);
		this.archive = new Archive(pool);
		this.folder = this.archive.folder("f", null);
		this.user = this.archive.user("u");
		Folder inner = this.archive.folder("g", this.folder);
		Document document = this.archive.document("d", inner);
		this.archive.page(document, 1);
		this.archive.page(document, 2);
		await(document.tags().aadd(this.archive.tag("t")));
		await(this.archive.documents().aupdate(kw("owner", this.user)));
	}

	@AfterEach
	void close() {
		this.archive.close();
	}

	@Test
	void nothingIsDeletedIfTheConnectionBreaksWithinACascade() {
		List<Long> before = counts();
		int statements = 0;
		for (Deleted deleted = null; deleted == null; statements++) {
			deleted = attempt(statements, () -> await(this.archive.folders().adelete(this.folder)));
			if (deleted != null) {
				assertThat(deleted.perModel()).containsExactlyInAnyOrderEntriesOf(
						Map.of("Folder", 2L, "Document", 1L, "Page", 2L, "Document_tags", 1L));
			}
			else {
				assertThat(counts()).isEqualTo(before);
			}
		}
		assertThat(statements).isGreaterThan(6);
		assertThat(counts()).containsExactly(0L, 0L, 0L, 0L, 1L, 0L);
	}

	@Test
	void nothingIsSetToNullIfTheConnectionBreaksBeforeTheDelete() {
		this.connections.breakBefore("delete");

		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> await(this.archive.users().adelete(this.user)));
		assertThat(counts()).containsExactly(2L, 1L, 2L, 1L, 1L, 1L);
	}

	@Test
	void nothingIsDeletedIfTheConnectionBreaksBeforeTheCommit() {
		List<Long> before = counts();
		this.connections.breakBeforeCommit();

		// that nothing was sent is said by PostgreSQL's driver alone
		assertThatExceptionOfType((this.database == TestDatabase.POSTGRESQL) ? DataAccessException.class
				: TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> await(this.archive.folders().filter("name", "f").adelete()));
		assertThat(counts()).isEqualTo(before);
	}

	/** Null if the connection broke before it had executed so many statements. */
	private @Nullable Deleted attempt(int statements, Callable<Deleted> delete) {
		for (int i = 0; i <= statements; i++) {
			this.connections.breakBefore("");
		}
		try {
			Deleted deleted = delete.call();
			assertThat(this.connections.forget()).isTrue();
			return deleted;
		}
		catch (DataAccessException | TransactionOutcomeUnknownException ex) {
			assertThat(this.connections.forget()).isFalse();
			return null;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<Long> counts() {
		List<Long> counts = new ArrayList<>();
		List.of("folder", "document", "page", "document_tags", "user")
			.forEach((table) -> counts.add(this.archive.count(table)));
		counts.add(await(this.archive.documents().filter("owner__isnull", false).acount()));
		return counts;
	}

}
