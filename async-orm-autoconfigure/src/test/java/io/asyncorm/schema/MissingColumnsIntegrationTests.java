package io.asyncorm.schema;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Columns and tables that models name and the database lacks.
 */
@ParameterizedClass
@EnumSource
class MissingColumnsIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	@Parameter
	TestDatabase database;

	@Test
	void allOfThemAreToldAtStartup() {
		create("create table parcel (id bigint primary key, wieght integer, destination varchar(10))",
				"create table stamp (id bigint primary key, parcel bigint)");

		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> open(SchemaAction.NONE))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(3)
				.anySatisfy((fault) -> assertThat(fault).contains("Parcel', property 'weight'")
					.containsIgnoringCase("the table 'parcel' has no column 'weight'. Did you mean 'wieght'?")
					.containsIgnoringCase("It has: id, wieght, destination. Add"))
				.anySatisfy((fault) -> assertThat(fault).contains("property 'addressLine'")
					.contains("no column 'address_line'. It has"))
				.anySatisfy((fault) -> assertThat(fault).contains("Stamp', property 'parcel'")
					.contains("no column 'parcel_id'")));
	}

	@Test
	void thoseOfViewsAreToldToo() {
		create("create table parcel_data (id bigint primary key, weight integer, address_line varchar(10))",
				"create view parcel as select id, weight from parcel_data");

		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> open(SchemaAction.NONE))
			.satisfies((ex) -> assertThat(ex.faults()).singleElement().asString().contains("'address_line'"));
	}

	@Test
	void tablesThatAreLeftAsTheyAreLackThemToo() {
		create("create table parcel (id bigint primary key, weight integer)");

		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> open(SchemaAction.CREATE));
		assertThatNoException().isThrownBy(() -> open(SchemaAction.CREATE_DROP));
	}

	@Test
	void onlyTheTableThatIsMeantCounts() {
		create("create schema other_depot", "create table other_depot.parcel (id bigint)",
				"create table parcel (id bigint primary key, weight integer, address_line varchar(10))",
				"create table stamp (id bigint primary key, parcel_id bigint)");

		assertThatNoException().isThrownBy(() -> open(SchemaAction.NONE));
	}

	@Test
	void columnsThatDifferInCaseAreTold() {
		TestDatabase.require(this.database != TestDatabase.MARIADB, "no such columns");
		create("create table parcel (id bigint primary key, weight integer, \"Address_Line\" varchar(10),"
				+ " \"ADDRESS_line\" varchar(10))");

		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> open(SchemaAction.NONE))
			.withMessageContaining("several columns 'address_line', which differ in case")
			.withMessageContaining("Address_Line, ADDRESS_line");
	}

	@Test
	void columnsThatTheDatabaseHidesAreThere() {
		TestDatabase.require(this.database == TestDatabase.POSTGRESQL, "no such columns");
		create("create table versioned (id bigint primary key)");
		this.existing.jdbc().execute("insert into versioned values (1)");

		AsyncOrm orm = this.existing.open((builder) -> builder.models(Versioned.class));

		assertThat(await(orm.repository(Versions.class).aget(1L)).version()).isNotEmpty();
	}

	@Test
	void aMissingTableIsToldByWhatNeedsItWithWhatMakesIt() {
		create();
		Parcels parcels = open(SchemaAction.NONE).repository(Parcels.class);

		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> await(parcels.acount()))
			.withMessageContaining("async-orm.schema.action=create");
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> await(parcels.acreate(kw("id", 1, "weight", 2, "addressLine", "x"))))
			.withMessageContaining("async-orm.schema.action=create");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> await(parcels.aother()))
			.withMessageNotContaining("async-orm.schema.action");
	}

	private void create(String... ddl) {
		this.existing.create(this.database);
		for (String statement : ddl) {
			this.existing.jdbc()
				.execute((this.database == TestDatabase.MARIADB)
						? statement.replace("create schema", "create or replace schema") : statement);
		}
	}

	private AsyncOrm open(SchemaAction action) {
		return this.existing.open((orm) -> orm.models(Parcel.class, Stamp.class).schemaAction(action));
	}

	/**
	 * Is sent.
	 */
	@Model
	public record Parcel(@PrimaryKey Long id, int weight, @Column(length = 10) String addressLine) {
	}

	/**
	 * Is on a parcel.
	 */
	@Model
	public record Stamp(@PrimaryKey Long id, @Nullable @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Parcel> parcel) {
	}

	/**
	 * Has a column of the system.
	 */
	@Model
	public record Versioned(@PrimaryKey Long id, @Column(name = "xmin") String version) {
	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

		@Query("select count(*) from no_such_table")
		CompletableFuture<Long> aother();

	}

	interface Versions extends AsyncRepository<Versioned, Long> {

	}

}
