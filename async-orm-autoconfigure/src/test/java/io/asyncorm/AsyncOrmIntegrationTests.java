package io.asyncorm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.jdbc.DataSourceDialects;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UnknownDataSourceException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.RepositoryDefinitionException;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An {@link AsyncOrm} from its start to its end, with nothing but what its users have.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AsyncOrmIntegrationTests extends AbstractAsyncOrmIntegrationTests {

	@Test
	void repositoriesWork() {
		try (AsyncOrm orm = builder().build()) {
			Shelves shelves = orm.repository(Shelves.class);
			Volumes volumes = orm.repository(Volumes.class);

			Shelf shelf = await(shelves.acreate(kw("name", "north")));
			await(gather(List.of(volumes.acreate("Dune", Ref.to(shelf)), volumes.acreate("Emma", Ref.to(shelf)))));

			assertThat(await(volumes.alist("north"))).extracting(Volume::title).containsExactly("Dune", "Emma");
			assertThat(await(await(volumes.aget(kw("title", "Emma"))).shelf().aget())).isEqualTo(shelf);
		}
	}

	@Test
	void querySetsAskOthersByTheirNames() {
		try (HikariDataSource elsewhere = TestDatabase.H2.create(2);
				AsyncOrm archive = AsyncOrm.builder(elsewhere)
					.models(Shelf.class)
					.schemaAction(SchemaAction.CREATE)
					.build();
				AsyncOrm orm = builder().using("archive", archive).build()) {
			Shelves shelves = orm.repository(Shelves.class);
			await(shelves.using("archive").acreate(kw("name", "old")));

			assertThat(await(shelves.filter("name", "old").using("archive").acount())).isOne();
			assertThat(await(shelves.valuesList("name", String.class).using("archive").alist())).containsExactly("old");
			assertThat(await(shelves.acount())).isZero();
			assertThatExceptionOfType(UnknownDataSourceException.class).isThrownBy(() -> shelves.using("archiv"))
				.withMessageContaining("There are: archive");
			assertThatExceptionOfType(UnknownDataSourceException.class)
				.isThrownBy(() -> archive.repository(Shelves.class).using("shop"))
				.withMessageContaining("AsyncOrm.Builder.using");
		}
	}

	@Test
	void othersOfTheSameCheckedModelsAreOthers() {
		try (HikariDataSource first = this.database.create(2); HikariDataSource second = this.database.create(2)) {
			ModelRegistry models = ModelRegistry.of(List.of(Shelf.class));
			try (AsyncOrm archive = AsyncOrm.builder(second).models(models).schemaAction(SchemaAction.CREATE).build();
					AsyncOrm orm = AsyncOrm.builder(first)
						.models(models)
						.schemaAction(SchemaAction.CREATE)
						.using("archive", archive)
						.build()) {
				Shelves shelves = orm.repository(Shelves.class);

				await(shelves.using("archive").acreate(kw("name", "old")));

				assertThat(await(shelves.acount())).isZero();
				assertThat(await(archive.repository(Shelves.class).acount())).isOne();
			}
		}
	}

	@Test
	void databaseNeedNotAnswerAtStartupIfItsDialectIsSaid() {
		Dialect dialect = DataSourceDialects.of(this.pool);
		HikariDataSource closed = new HikariDataSource();
		closed.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/none");
		closed.setConnectionTimeout(250);
		closed.setMaximumPoolSize(1);

		try (closed; AsyncOrm orm = AsyncOrm.builder(closed).models(Shelf.class).dialect(dialect).build()) {
			assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
				.isThrownBy(() -> await(orm.repository(Shelves.class).acount()))
				.withMessageStartingWith("Shelf.acount");
		}
	}

	@Test
	void operationsJoinItsTransactions() {
		try (AsyncOrm orm = builder().build()) {
			Shelves shelves = orm.repository(Shelves.class);

			CompletableFuture<@Nullable Void> failed = orm.transactions().atomic(() -> {
				await(shelves.acreate(kw("name", "north")));
				throw new DuplicateKeyException("thought better of it");
			});

			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> await(failed));
			assertThat(await(shelves.acount())).isZero();
		}
	}

	@Test
	void tablesAreDroppedAtTheEndIfThatIsWanted() throws SQLException {
		builder().schemaAction(SchemaAction.CREATE_DROP).build().close();

		try (Connection connection = this.pool.getConnection();
				ResultSet tables = connection.getMetaData()
					.getTables(connection.getCatalog(), connection.getSchema(), null, new String[] { "TABLE" })) {
			assertThat(tables.next()).isFalse();
		}
	}

	@Test
	void closingLeavesTheDataSourceOpen() {
		builder().build().close();

		assertThat(this.pool.isClosed()).isFalse();
	}

	@Test
	void faultsOfModelsAndRepositoriesAreFoundAtOnce() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> AsyncOrm.builder(this.pool).models(Volume.class).build());
		try (AsyncOrm orm = builder().build()) {
			assertThatExceptionOfType(RepositoryDefinitionException.class)
				.isThrownBy(() -> orm.repository(Misspelt.class))
				.withMessageContaining("titel");
		}
	}

	interface Misspelt extends AsyncRepository<Volume, Long> {

		CompletableFuture<List<Volume>> alist(String titel);

	}

}
