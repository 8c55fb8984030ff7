package io.asyncorm.tenants;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Operations see the rows that PostgreSQL's row-level security shows to their caller's
 * tenant, as whom a wrapper of the data source prepares each connection.
 */
@Timeout(120)
class RowLevelSecurityIntegrationTests {

	private static final int CALLERS = 200;

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(4);

	private final AsyncOrm orm;

	private final Notes notes;

	RowLevelSecurityIntegrationTests() {
		AsyncOrm.builder(this.pool).models(Note.class).schemaAction(SchemaAction.CREATE).build().close();
		String role = "member_" + UUID.randomUUID().toString().replace('-', '_');
		JdbcClient jdbc = JdbcClient.create(this.pool);
		for (String ddl : List.of("create role " + role, "grant all on all tables in schema public to " + role,
				"alter table note enable row level security", "create policy own on note using (tenant ="
						+ " current_setting('app.tenant')) with check (tenant = current_setting('app.tenant'))")) {
			jdbc.sql(ddl).update();
		}
		this.orm = AsyncOrm.builder(new PreparingDataSource(this.pool, role))
			.models(Note.class)
			.routing(Tenant.routing())
			.build();
		this.notes = this.orm.repository(Notes.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void mixedCallersSeeTheirOwnRows() throws Exception {
		List<List<Note>> read = Callers.atOnce(CALLERS, (caller) -> {
			String tenant = "t" + caller % 5;
			return Tenant.call(tenant, () -> write(tenant, caller));
		});

		assertThat(read).hasSize(CALLERS);
		for (int caller = 0; caller < CALLERS; caller++) {
			assertThat(read.get(caller)).isNotEmpty().extracting(Note::tenant).containsOnly("t" + caller % 5);
		}
		for (int tenant = 0; tenant < 5; tenant++) {
			assertThat(Tenant.call("t" + tenant, () -> await(this.notes.acount()))).isEqualTo(CALLERS / 5);
		}
	}

	private List<Note> write(String tenant, int number) {
		return switch (number % 3) {
			case 0 -> await(this.orm.transactions().atomic(() -> {
				await(this.notes.acreate(kw("tenant", tenant, "number", number)));
				return await(this.notes.all().alist());
			}));
			case 1 -> {
				await(this.notes.acreate(kw("tenant", tenant, "number", number)));
				List<Note> read = new ArrayList<>();
				await(this.notes.aiterator(2).forEach(read::add));
				yield read;
			}
			default -> await(this.notes.acreate(kw("tenant", tenant, "number", number))
				.thenCompose((note) -> this.notes.all().alist()));
		};
	}

	@Test
	void rowOfAnotherTenantIsRefused() {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Tenant.call("t1", () -> write("t2", 1)))
			.withMessageContaining("row-level security");
	}

	/** As applications have it that set the tenant on each connection. */
	private static final class PreparingDataSource extends DelegatingDataSource {

		private final String role;

		PreparingDataSource(DataSource pool, String role) {
			super(pool);
			this.role = role;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			try (PreparedStatement statement = connection
				.prepareStatement("select set_config('role', ?, false), set_config('app.tenant', ?, false)")) {
				statement.setString(1, this.role);
				statement.setString(2, String.valueOf(Tenant.current()));
				statement.execute();
			}
			return connection;
		}

	}

}
