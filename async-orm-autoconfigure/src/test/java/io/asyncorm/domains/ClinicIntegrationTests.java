package io.asyncorm.domains;

import java.time.LocalDate;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.domains.Clinic.Address;
import io.asyncorm.domains.Clinic.Keeper;
import io.asyncorm.domains.Clinic.Keepers;
import io.asyncorm.domains.Clinic.Rate;
import io.asyncorm.domains.Clinic.Rates;
import io.asyncorm.domains.Clinic.Species;
import io.asyncorm.domains.Clinic.SpeciesList;
import io.asyncorm.domains.Clinic.Standing;
import io.asyncorm.domains.Clinic.Treatment;
import io.asyncorm.domains.Clinic.Treatments;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities of Jakarta Persistence, with empty constructors and annotated fields or
 * getters, are read and written as they are.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClinicIntegrationTests {

	@Parameter
	TestDatabase database;

	HikariDataSource pool;

	AsyncOrm orm;

	Keepers keepers;

	@BeforeParameterizedClassInvocation
	void open() {
		this.pool = this.database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Species.class, Keeper.class, Treatment.class, Rate.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.keepers = this.orm.repository(Keepers.class);
	}

	@AfterParameterizedClassInvocation
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@BeforeEach
	void clear() {
		await(this.keepers.all().adelete());
	}

	@Test
	void entitiesAreStoredAndReadAndTheGivenOneStaysAsItWas() {
		Keeper given = keeper("Ann", new Address("Main 1", "Bonn"));

		Keeper stored = await(this.keepers.acreate(given));
		Keeper read = await(this.keepers.aget(stored.getId()));

		assertThat(given.isNew()).isTrue();
		assertThat(read).isNotSameAs(stored).isEqualTo(stored);
		assertThat(read.getName()).isEqualTo("Ann");
		assertThat(read.getStanding()).isEqualTo(Standing.REGULAR);
		assertThat(read.getAddress()).extracting(Address::getStreet, Address::getTown)
			.containsExactly("Main 1", "Bonn");
		assertThat(read.getPhone()).isNull();
		assertThat(read.getGreeting()).isEqualTo("none0keeper");
	}

	@Test
	void savedEntitiesAreCopies() {
		Keeper stored = await(this.keepers.acreate(keeper("Ann", null)));
		stored.setVisits(3);
		Keeper saved = await(this.keepers.asave(stored));
		Keeper raised = await(this.keepers.asave(saved, set(Keeper::getVisits).to(f(Keeper::getVisits).plus(1))));
		Keeper copy = this.keepers.with(raised, set(Keeper::getPhone).to("555"));

		assertThat(saved.getVersion()).isEqualTo(stored.getVersion() + 1);
		assertThat(raised.getVisits()).isEqualTo(4);
		assertThat(saved.getVisits()).isEqualTo(3);
		assertThat(copy.getPhone()).isEqualTo("555");
		assertThat(raised.getPhone()).isNull();
		assertThat(await(this.keepers.arefreshFromDb(copy)).getPhone()).isNull();
	}

	@Test
	void whatIsNotGivenIsWhatANewEntityHas() {
		Keeper stored = await(this.keepers.acreate(kw("name", "Ann", "address__town", "Ulm")));

		assertThat(stored.getStanding()).isEqualTo(Standing.REGULAR);
		assertThat(stored.getVisits()).isZero();
		assertThat(stored.getAddress().getTown()).isEqualTo("Ulm");
		assertThat(
				await(this.keepers.aupdateOrCreate(kw("name", "Bob"), defaults("phone", "1"))).object().getStanding())
			.isEqualTo(Standing.REGULAR);
	}

	@Test
	void entitiesAreLookedUpByGettersAndNames() {
		await(this.keepers.abulkCreate(List.of(keeper("Ann", new Address("Main 1", "Bonn")), keeper("Bob", null))));

		assertThat(await(this.keepers.filter(where(Keeper::getName).startsWith("A")).acount())).isEqualTo(1);
		assertThat(await(this.keepers.filter("address__town", "Bonn").orderBy("name").alist())).hasSize(1);
		assertThat(await(
				this.keepers.filter(where(path(Keeper::getAddress).then(Address::getTown)).icontains("bo")).acount()))
			.isEqualTo(1);
		assertThat(await(this.keepers.orderBy("name").valuesList(Keeper::getName).alist())).containsExactly("Ann",
				"Bob");
		assertThat(await(this.keepers.filter("address__isnull", true).aget()).getAddress()).isNull();
	}

	@Test
	void gettersAreReadAndSettersAreCalledWhereTheKeyStandsAtAGetter() {
		Treatments treatments = this.orm.repository(Treatments.class);

		Treatment stored = await(treatments.acreate(kw("title", " Bath ")));

		assertThat(stored.getTitle()).isEqualTo("Bath");
		assertThat(await(treatments.filter(where(Treatment::getTitle).eq("Bath")).aget()).getLabel())
			.isEqualTo(stored.getNumber() + ": Bath");
	}

	@Test
	void keysThatAreGivenAreStored() {
		Rates rates = this.orm.repository(Rates.class);
		Rate given = new Rate();
		given.setCode("A7");
		given.setSince(LocalDate.of(2020, 1, 2));

		Rate stored = await(rates.asave(given));
		Rate again = await(rates.asave(stored));

		assertThat(again.getSince()).isEqualTo(LocalDate.of(2020, 1, 2));
		assertThat(await(rates.acount())).isEqualTo(1);
	}

	@Test
	void whatASuperclassDeclaresIsStored() {
		SpeciesList species = this.orm.repository(SpeciesList.class);

		Species cat = await(species.acreate(new Species("Cat")));

		assertThat(await(species.aget(kw("name", "Cat")))).isEqualTo(cat);
		assertThat(await(species.filter("pk", cat.getId()).aupdate(kw("name", "Tomcat")))).isEqualTo(1);
	}

	private static Keeper keeper(String name, Address address) {
		Keeper keeper = new Keeper();
		keeper.setName(name);
		keeper.setAddress(address);
		return keeper;
	}

}
