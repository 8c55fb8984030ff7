package io.asyncorm.distributed;

import java.util.List;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.updateConflicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tables that were there before they had tenants: the database has keys without the
 * tenant, which rows of two tenants share.
 */
@ParameterizedClass
@EnumSource
class GlobalKeyIntegrationTests {

	private static final long OURS = 1;

	private static final long THEIRS = 2;

	private static final String ROWS = "select concat(shop, '-', id, '-', email, '-', points) from client order by id";

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Clients clients;

	GlobalKeyIntegrationTests(TestDatabase database) {
		this.pool = database.create(2);
		JdbcClient.create(this.pool)
			.sql("create table client (shop bigint not null, id bigint primary key, email varchar(40) unique not null,"
					+ " name varchar(40) not null, points integer not null, unique (shop, name))")
			.update();
		JdbcClient.create(this.pool)
			.sql("insert into client values (1, 10, 'ours', 'ours', 0), (2, 20, 'theirs', 'theirs', 0)")
			.update();
		this.orm = AsyncOrm.builder(this.pool).models(Client.class).build();
		this.clients = this.orm.repository(Clients.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void noConflictChangesTheRowOfAnotherTenant() {
		Client byId = new Client(null, 20L, "new", "new", 99);
		Client byEmail = new Client(null, 30L, "theirs", "new", 99);

		assertRefused((client) -> await(
				this.clients.abulkCreate(List.of(client), updateConflicts("points").uniqueFields("id"))), byId);
		assertRefused(
				(client) -> await(
						this.clients.abulkCreate(List.of(client), updateConflicts("points").uniqueFields("email"))),
				byEmail);
		assertRefused((client) -> await(
				this.clients.abulkCreate(List.of(client, client), updateConflicts("points").uniqueFields("pk"))), byId);
		assertRefused(
				(client) -> await(
						this.clients.abulkCreate(List.of(client), updateConflicts("points").uniqueFields("name"))),
				byEmail);
		assertRefused((client) -> await(this.clients.aupdateOrCreate(kw("id", client.id()),
				defaults("email", client.email(), "name", client.name()).and("points", 99))), byId);
		assertRefused((client) -> await(this.clients.agetOrCreate(kw("email", client.email()),
				defaults("id", client.id(), "name", client.name()).and("points", 99))), byEmail);
	}

	@Test
	void conflictsThatAreIgnoredLeaveItAsItIs() {
		Tenant.as(OURS,
				() -> await(this.clients.abulkCreate(
						List.of(new Client(null, 20L, "new", "new", 99), new Client(null, 30L, "theirs", "other", 99)),
						ignoreConflicts())));

		assertThat(rows()).containsExactly("1-10-ours-0", "2-20-theirs-0");
	}

	@Test
	void conflictsOfAKeyWithTheTenantChangeItsOwnRow() {
		List<Client> stored = Tenant.as(OURS,
				() -> await(this.clients.abulkCreate(
						List.of(new Client(null, 10L, "ours", "ours", 7), new Client(null, 30L, "new", "theirs", 8)),
						updateConflicts("points").uniqueFields("name"))));

		assertThat(stored).extracting(Client::id).containsExactly(10L, 30L);
		assertThat(rows()).containsExactly("1-10-ours-7", "2-20-theirs-0", "1-30-new-8");
	}

	/**
	 * A row of one tenant never takes the place of another's, in the scope of all, too.
	 */
	@Test
	void conflictsAreOfOneTenantWhereAllAreMeant() {
		Client ours = new Client(OURS, 20L, "new", "new", 99);

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> Tenant
			.all(() -> await(this.clients.abulkCreate(List.of(ours), updateConflicts("points").uniqueFields("id")))));
		assertThat(rows()).containsExactly("1-10-ours-0", "2-20-theirs-0");
	}

	private void assertRefused(Consumer<Client> write, Client client) {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> Tenant.as(OURS, () -> write.accept(client)));
		assertThat(rows()).containsExactly("1-10-ours-0", "2-20-theirs-0");
	}

	private List<String> rows() {
		return JdbcClient.create(this.pool).sql(ROWS).query(String.class).list();
	}

	@Model(distributedBy = "shop", uniqueTogether = @UniqueTogether({ "shop", "name" }))
	record Client(@PrimaryKey @Nullable Long shop, @PrimaryKey Long id, @Column(length = 40) String email,
			@Column(length = 40) String name, int points) {
	}

	interface Clients extends AsyncRepository<Client, List<?>> {

	}

}
