package io.asyncorm.domains;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.domains.Clinic.Address;
import io.asyncorm.domains.ClinicPatients.Animal;
import io.asyncorm.domains.ClinicPatients.Animals;
import io.asyncorm.domains.ClinicPatients.Build;
import io.asyncorm.domains.Clinic.Keeper;
import io.asyncorm.domains.Clinic.Keepers;
import io.asyncorm.domains.ClinicPatients.Mass;
import io.asyncorm.domains.Clinic.Rate;
import io.asyncorm.domains.Clinic.Rates;
import io.asyncorm.domains.ClinicPatients.Species;
import io.asyncorm.domains.ClinicPatients.SpeciesList;
import io.asyncorm.domains.Clinic.Standing;
import io.asyncorm.domains.ClinicPatients.Stay;
import io.asyncorm.domains.ClinicPatients.StayKey;
import io.asyncorm.domains.ClinicPatients.Stays;
import io.asyncorm.domains.ClinicPatients.Tag;
import io.asyncorm.domains.Clinic.Treatment;
import io.asyncorm.domains.Clinic.Treatments;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
			.models(Species.class, Keeper.class, Animal.class, Stay.class, Treatment.class, Rate.class)
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
		await(this.orm.repository(Stays.class).all().adelete());
		await(this.orm.repository(Animals.class).all().adelete());
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
	void whatIsSaidToBeRequiredIsNotNull() {
		ModelMetadata<Keeper> model = models().require(Keeper.class);

		assertThat(model.fields()).filteredOn((field) -> !field.nullable())
			.extracting(ModelField::name)
			.containsExactlyInAnyOrder("id", "version", "name", "standing", "visits");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> await(this.keepers.acreate(keeper(null, null))))
			.withMessageContaining("name");
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

	@Test
	void relationsAreReferencesAndCollectionsOnlyNameThem() {
		Animals animals = this.orm.repository(Animals.class);
		Keeper ann = await(this.keepers.acreate(keeper("Ann", null)));
		Species cat = await(this.orm.repository(SpeciesList.class).acreate(new Species("Lynx")));
		Animal rex = await(animals.acreate(new Animal("Rex", ann, cat)));
		await(animals.acreate(kw("name", "Tom", "keeper", ann.getId())));

		Animal read = await(animals.selectRelated("keeper", "species").filter("name", "Rex").aget());

		assertThat(read.getKeeper().get()).isEqualTo(ann);
		assertThat(read.getSpecies().get().getName()).isEqualTo("Lynx");
		assertThat(await(this.keepers.filter("animals__name", "Tom").aget())).isEqualTo(ann);
		assertThat(await(this.keepers.aget(ann.getId())).getAnimals()).isEmpty();
		assertThat(await(animals.filter(where(path(Animal::getKeeper).then(Keeper::getName)).eq("Ann")).acount()))
			.isEqualTo(2);
		assertThat(await(animals.prefetchRelated("keeper").orderBy("name").alist()))
			.extracting((each) -> each.getKeeper().get().getName())
			.containsExactly("Ann", "Ann");
		assertThat(await(animals.asave(rex, set(Animal::getSpecies).to((Ref<Species>) null))).getSpecies()).isNull();
	}

	@Test
	void enumsByTheirPlacesAndConvertersOfTheirsAreRead() {
		Animals animals = this.orm.repository(Animals.class);
		Keeper ann = await(this.keepers.acreate(keeper("Ann", null)));
		Animal given = new Animal("Rex", ann, null);
		given.setBuild(Build.STOUT);
		given.setMass(new Mass(new BigDecimal("4.5"), "mine"));
		given.setHistory("x".repeat(5000));

		Animal stored = await(animals.acreate(given));
		List<Animal> created = await(animals.abulkCreate(List.of(new Animal("Tom", ann, null), given)));

		assertThat(stored.getMass()).isEqualTo(new Mass(new BigDecimal("4.5"), "clinic"));
		assertThat(stored.getHistory()).hasSize(5000);
		assertThat(created).extracting(Animal::getBuild).containsExactly(null, Build.STOUT);
		assertThat(await(animals.alist(Build.STOUT, "Ann"))).hasSize(2);
		assertThat(await(animals.alistByBuildOrderByName(Build.STOUT))).containsExactly(new Tag("Rex", "Ann"),
				new Tag("Rex", "Ann"));
		assertThat(await(animals.filter(where(Animal::getMass).eq(new Mass(new BigDecimal("4.5"), ""))).acount()))
			.isEqualTo(2);
		assertThat(await(animals.filter("build", Build.SLIGHT).aexists())).isFalse();
		assertThat(await(animals.filter("build__isnull", true).values("name", "build").aget()))
			.containsEntry("name", "Tom")
			.containsEntry("build", null);
		assertThat(await(animals.filter("name", "Tom").aupdate(kw("build", "SLIGHT")))).isEqualTo(1);
		assertThat(await(animals.aget(kw("build", Build.SLIGHT))).getName()).isEqualTo("Tom");
		assertThat(models().require(Animal.class).findField("build").type()).isEqualTo(Integer.class);
	}

	@Test
	void keysOfSeveralColumnsAreObjectsOfTheirs() {
		Stays stays = this.orm.repository(Stays.class);
		Keeper ann = await(this.keepers.acreate(keeper("Ann", null)));
		Animal rex = await(this.orm.repository(Animals.class).acreate(new Animal("Rex", ann, null)));
		StayKey key = new StayKey("A7", LocalDate.of(2024, 5, 1));

		Stay stored = await(stays.asave(new Stay(key, rex)));
		await(stays.asave(stored));

		assertThat(await(stays.aget(key)).getAnimal().key()).isEqualTo(rex.getId());
		assertThat(await(stays.filter("key__room", "A7").filter("night__year", 2024).acount())).isEqualTo(1);
		assertThat(await(stays.filter("pk__in", List.of(key)).alist()).get(0).getSentBy()).isNull();
		assertThat(await(stays.ainBulk(List.of(key)))).containsOnlyKeys(key);
	}

	private static ModelRegistry models() {
		return ModelRegistry.of(List.of(Keeper.class, Animal.class, Species.class));
	}

	private static Keeper keeper(String name, Address address) {
		Keeper keeper = new Keeper();
		keeper.setName(name);
		keeper.setAddress(address);
		return keeper;
	}

}
