package io.asyncorm.declared;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.declared.Clients.Address;
import io.asyncorm.declared.Clients.Client;
import io.asyncorm.declared.Clients.ClientRepository;
import io.asyncorm.declared.Clients.Geo;
import io.asyncorm.declared.Clients.Job;
import io.asyncorm.declared.Clients.JobRepository;
import io.asyncorm.declared.Clients.Label;
import io.asyncorm.declared.Clients.Level;
import io.asyncorm.declared.Clients.Standing;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.query.Row;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.ClientLookups;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.name;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.Orm.updateFields;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of several columns that are embedded in a model.
 */
class EmbeddedIntegrationTests extends AbstractEmbeddedIntegrationTests {

	private final JobRepository jobs;

	EmbeddedIntegrationTests(TestDatabase database) {
		super(database);
		this.jobs = this.orm.repository(JobRepository.class);
	}

	@Test
	void valuesAreReadAsTheyWereWritten() {
		assertThat(this.ann.home()).isEqualTo(BERLIN);
		assertThat(this.ann.mail()).isNull();
		assertThat(this.ann.trail().added()).isNotNull();
		assertThat(await(this.clients.orderBy("name").alist())).containsExactly(this.ann, this.bob, this.cid);
		assertThat(this.bob.home().geo()).isEqualTo(new Geo(53.5, 10));
	}

	@Test
	void partsAreLookedUpByPath() {
		assertThat(await(this.clients.filter("home__city", "Berlin").alist())).containsExactly(this.ann);
		assertThat(await(this.clients.filter("home_city__istartswith", "ham").alist())).containsExactly(this.bob);
		assertThat(await(this.clients.filter("home__geo__lat__gt", 50).alist())).containsExactly(this.bob);
		assertThat(await(this.clients.filter("standing__level", new Level(1)).acount())).isEqualTo(3);
		assertThat(await(this.clients.filter("home__city__isnull", true).alist())).containsExactly(this.cid);
		assertThat(await(this.clients.exclude("mail__city", "Berlin").orderBy("name").alist()))
			.containsExactly(this.ann, this.cid);
		assertThat(await(this.clients.filter(where(path(Client::home).then(Address::city)).icontains("erl")).alist()))
			.containsExactly(this.ann);
		assertThat(
				await(this.clients.filter(where(path(Client::home).then(Address::geo).then(Geo::lat)).lt(60)).alist()))
			.containsExactly(this.bob);
		assertThat(await(this.clients.alist("Hamburg"))).containsExactly(this.bob);
		assertThat(await(this.clients.alistByHomeCityOrderByHomeStreetDesc("Berlin"))).containsExactly(this.ann);
	}

	@Test
	void wholesAreLookedUpColumnByColumn() {
		Client near = await(this.clients.acreate(Client.of("Dan", Address.of("Hill 3", "Kiel"), NOWHERE)));
		assertThat(await(this.clients.filter("home", NOWHERE).alist())).containsExactly(this.cid);
		assertThat(await(this.clients.filter(where(Client::home).eq(HAMBURG)).alist())).containsExactly(this.bob);
		assertThat(await(this.clients.afirst(BERLIN))).contains(this.ann);
		assertThat(await(this.clients.exclude("home", NOWHERE).orderBy("name").alist())).containsExactly(this.ann,
				this.bob, near);
		assertThat(await(this.clients.filter("home__in", List.of(NOWHERE, HAMBURG)).orderBy("name").alist()))
			.containsExactly(this.bob, this.cid);
		assertThat(await(this.clients.filter("home__in", List.of()).alist())).isEmpty();
		assertThat(await(this.clients.filter("mail__isnull", true).alist())).containsExactly(this.ann);
		assertThat(await(this.clients.filter("mail", null).alist())).containsExactly(this.ann);
		assertThat(await(this.clients.filter("mail__isnull", false).orderBy("name").alist())).containsExactly(this.bob,
				this.cid, near);
		assertThat(await(this.clients.filter("home__geo__isnull", false).alist())).containsExactly(this.bob);
		assertThat(await(this.clients.filter("home__geo", new Geo(53.5, 10)).alist())).containsExactly(this.bob);
		assertThat(await(this.clients.exclude("mail", BERLIN).orderBy("name").alist())).containsExactly(this.ann,
				this.cid, near);
		assertThat(await(this.clients.filter("home", f("mail")).alist())).isEmpty();
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.clients.filter("home__gt", BERLIN))
			.withMessageContaining("'gt' cannot be used with 'home', which is embedded")
			.withMessageContaining("exact, in, isnull");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.clients.filter("home__citty", "x"))
			.withMessageContaining("Did you mean 'city'");
	}

	@Test
	void ordersGoByPartsAndWholes() {
		assertThat(await(this.clients.orderBy("-home__street").alist())).containsExactly(this.bob, this.ann, this.cid);
		assertThat(await(this.clients.orderBy(f(path(Client::home).then(Address::street)).asc()).alist()))
			.containsExactly(this.cid, this.ann, this.bob);
		assertThat(await(this.clients.orderBy("home").alist())).containsExactly(this.cid, this.ann, this.bob);
	}

	@Test
	void declaredMethodsGiveWholes() {
		assertThat(await(this.clients.alistHomeOrderByName())).containsExactly(BERLIN, HAMBURG, NOWHERE);
		assertThat(await(this.clients.afirstMailByName("Bob"))).contains(BERLIN);
		assertThat(await(this.clients.afirstMailByName("Ann"))).isEmpty();
	}

	@Test
	void valuesAndProjectionsGiveBoth() {
		assertThat(await(this.clients.orderBy("name").valuesList("mail", Address.class).alist())).containsExactly(null,
				BERLIN, HAMBURG);
		assertThat(await(this.clients.orderBy("name").valuesList(Client::home).alist())).containsExactly(BERLIN,
				HAMBURG, NOWHERE);
		assertThat(await(this.clients.orderBy("name").valuesList("home__city", String.class).alist()))
			.containsExactly("Berlin", "Hamburg", null);
		assertThat(await(this.clients.filter("name", "Bob").values("home__geo", "home__city").alist()))
			.containsExactly(Map.of("home__geo", new Geo(53.5, 10), "home__city", "Hamburg"));
		assertThat(await(this.clients.filter("name", "Bob").values(Label.class).aget()))
			.isEqualTo(new Label("Bob", "Port 2", BERLIN));
		assertThat(await(this.clients.filter("name", "Bob").values().aget())).containsEntry("home__city", "Hamburg");
		assertThat(await(this.clients.values("home__country").distinct().acount())).isEqualTo(1);
		Job job = await(this.jobs.acreate(new Job(null, "paint", Ref.to(this.bob))));
		assertThat(await(this.jobs.valuesList("client__mail", Address.class).aget())).isEqualTo(BERLIN);
		assertThat(await(this.jobs.filter("client__home__city", "Hamburg").alist())).containsExactly(job);
		assertThat(await(
				this.jobs.filter(where(path(Job::client).then(Client::home).then(Address::city)).eq("Berlin")).alist()))
			.isEmpty();
		assertThat(await(this.jobs.selectRelated("client").aget()).client().get()).isEqualTo(this.bob);
	}

	@Test
	void partialRowsHoldPartsAndWholes() {
		Row<Client> part = await(this.clients.filter("name", "Bob").only("home__city").aget());
		Row<Client> whole = await(this.clients.filter("name", "Bob").only("home").aget());
		Row<Client> rest = await(this.clients.filter("name", "Ann").defer("home", "mail__city").aget());
		Row<Client> typed = await(
				this.clients.filter("name", "Bob").only(name(path(Client::home).then(Address::city))).aget());

		assertThat(part.get("home__city", String.class)).isEqualTo("Hamburg");
		assertThat(typed.get("home__city", String.class)).isEqualTo("Hamburg");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> part.get("home__street", String.class));
		assertThat(whole.get("home", Address.class)).isEqualTo(HAMBURG);
		assertThat(rest.get("mail__street", String.class)).isNull();
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> rest.get("home", Address.class));
	}

	@Test
	void updatesWritePartsAndWholes() {
		long cities = await(
				this.clients.filter("name", "Ann").aupdate(set(path(Client::home).then(Address::city)).to("Bonn")));
		long mails = await(this.clients.aupdate("Cid", null));
		await(this.clients.filter("name", "Bob").aupdate(kw("mail", NOWHERE, "home__country", "FR")));
		await(this.clients.filter("name", "Ann").aupdate(set(Client::mail).to(f("home"))));

		assertThat(cities + mails).isEqualTo(2);
		assertThat(await(this.clients.orderBy("name").valuesList("home__city", String.class).alist()))
			.containsExactly("Bonn", "Hamburg", null);
		assertThat(await(this.clients.orderBy("name").valuesList("mail", Address.class).alist()))
			.containsExactly(Address.of("Main 1", "Bonn"), NOWHERE, null);
		assertThat(await(this.clients.aget(this.bob.id())).home().country()).isEqualTo("FR");
	}

	@Test
	void objectsAreSavedWithThem() {
		Client moved = this.clients.with(this.ann, set(Client::home).to(HAMBURG));
		Client near = this.clients.with(this.ann, set(path(Client::home).then(Address::city)).to("Bonn"));
		Client saved = await(this.clients.asave(moved));
		Client part = await(this.clients.asave(saved, set(path(Client::home).then(Address::country)).to("AT")));
		Client named = await(this.clients.asave(
				this.clients.with(part, set(Client::home).to(NOWHERE).and(set(Client::name).to("Zoe"))),
				updateFields("home")));

		assertThat(moved.home()).isEqualTo(HAMBURG);
		assertThat(near.home()).isEqualTo(Address.of("Main 1", "Bonn"));
		assertThat(saved.home()).isEqualTo(HAMBURG);
		assertThat(part.home().country()).isEqualTo("AT");
		assertThat(await(this.clients.aget(this.ann.id())).home()).isEqualTo(NOWHERE);
		assertThat(await(this.clients.aget(this.ann.id())).name()).isEqualTo("Ann");
		assertThat(named.home()).isEqualTo(NOWHERE);
		assertThat(await(this.clients.arefreshFromDb(this.ann, "home__city")).home()).isEqualTo(NOWHERE);
	}

	@Test
	void keywordsGivePartsWithTheirDefaults() {
		Client dan = await(this.clients.acreate(kw("name", "Dan", "home__street", " Lane 4 ").and("standing",
				new Standing(new Level(3), BigDecimal.TEN))));

		assertThat(dan.home()).isEqualTo(new Address("Lane 4", null, "DE", null));
		assertThat(dan.mail()).isNull();
		assertThat(dan.standing().level()).isEqualTo(new Level(3));
		assertThat(dan.trail().added()).isNotNull();
		assertThat(await(this.clients.filter("home__street", "Lane 4").acount())).isEqualTo(1);
	}

	@Test
	void whatTheRecordRefusesIsNotWritten() {
		Standing standing = new Standing(new Level(3), BigDecimal.TEN);

		assertThatExceptionOfType(RefusedObjectException.class)
			.isThrownBy(() -> await(this.clients.acreate(kw("name", "Dan", "home__street", " ", "standing", standing))))
			.withMessageContaining("an address has a street");
		assertThatExceptionOfType(RefusedObjectException.class)
			.isThrownBy(() -> await(this.clients
				.acreate(kw("name", "Dan", "home", BERLIN, "standing", standing).and("mail__city", "Bonn"))))
			.withMessageContaining("without 'mail__street'");
		assertThat(await(this.clients.acount())).isEqualTo(3);
	}

	@Test
	void nullsThatTheDatabaseWouldNotMissAreRefused() {
		Client none = new Client(null, "Dan", BERLIN, null, new Standing(new Level(1), BigDecimal.ONE), nothing(), 0,
				null);

		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> await(this.clients.acreate(none)))
			.withMessageContaining("'trail' cannot be null");
		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> await(this.clients.abulkCreate(List.of(this.ann, none))))
			.satisfies((ex) -> assertThat(ex.getIndex()).isEqualTo(1));
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.clients.aupdate(kw("trail", null))));
	}

	@SuppressWarnings("NullAway") // as those write who have no checker
	private static <T> T nothing() {
		return (T) null;
	}

	@Test
	void manyAreWrittenAtOnce() {
		List<Client> stored = await(
				this.clients.abulkCreate(List.of(Client.of("Dan", HAMBURG, null), Client.of("Eve", NOWHERE, BERLIN))));
		List<Client> merged = await(this.clients.abulkCreate(List.of(Client.of("Dan", HAMBURG, NOWHERE)),
				updateConflicts("mail").uniqueFields("name", "home__street")));
		long written = await(this.clients.abulkUpdate(Stream.of(merged.get(0), stored.get(1))
			.map((each) -> this.clients.with(each, set(Client::home).to(BERLIN)))
			.toList(), "home"));

		assertThat(stored).extracting(Client::home).containsExactly(HAMBURG, NOWHERE);
		assertThat(stored.get(1).mail()).isEqualTo(BERLIN);
		assertThat(merged.get(0).mail()).isEqualTo(NOWHERE);
		assertThat(merged.get(0).id()).isEqualTo(stored.get(0).id());
		assertThat(written).isEqualTo(2);
		assertThat(await(this.clients.filter("home", BERLIN).orderBy("name").valuesList("name", String.class).alist()))
			.containsExactly("Ann", "Dan", "Eve");
	}

	@Test
	void upsertsLookUpAndWriteParts() {
		Standing standing = new Standing(new Level(9), BigDecimal.ONE);

		UpdateOrCreate<Client> updated = await(this.clients.aupdateOrCreate("Ann", "Main 1", "Bonn", standing));
		UpdateOrCreate<Client> created = await(this.clients.aupdateOrCreate("Ann", "Main 2", "Bonn", standing));
		UpdateOrCreate<Client> whole = await(this.clients.aupdateOrCreate(kw("home", NOWHERE),
				defaults("mail", BERLIN, "name", "Cid").and("standing", standing)));

		assertThat(updated.created()).isFalse();
		assertThat(updated.object().home()).isEqualTo(Address.of("Main 1", "Bonn"));
		assertThat(created.created()).isTrue();
		assertThat(created.object().home()).isEqualTo(Address.of("Main 2", "Bonn"));
		assertThat(whole.created()).isFalse();
		assertThat(whole.object().id()).isEqualTo(this.cid.id());
		assertThat(whole.object().mail()).isEqualTo(BERLIN);
	}

	@Test
	void uniqueKeysAndSoftDeletesWorkWithThem() {
		await(this.clients.adelete(this.bob));

		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.clients.acreate(Client.of("Ann", BERLIN, null))));
		assertThat(await(this.clients.filter("home", HAMBURG).alist())).isEmpty();
		assertThat(await(this.clients.filter("mail", HAMBURG).alist())).containsExactly(this.cid);
	}

	@Test
	void queriesComputeWithThem() {
		assertThat(await(
				this.clients.annotate("place", f("home")).filter("place", BERLIN).values("name", "place").alist()))
			.containsExactly(Map.of("name", "Ann", "place", BERLIN));
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.clients.annotate("place", f("home")).filter("place__city", "Berlin"))
			.withMessageContaining("Choices are: exact, in, isnull");
		assertThat(await(this.clients.orderBy("name")
			.annotate("town", f("home__city"))
			.valuesList("town", String.class)
			.alist())).containsExactly("Berlin", "Hamburg", null);
		assertThat(await(this.clients.values("mail").distinct().acount())).isEqualTo(3);
		assertThat(await(
				this.clients.filter("name", "Ann").union(this.clients.filter("name", "Bob")).orderBy("name").alist()))
			.containsExactly(this.ann, this.bob);
		assertThat(await(this.clients.filter("home__in", this.clients.filter("name", "Bob").values("mail")).alist()))
			.isEmpty();
		assertThat(await(this.clients.values("home__country").annotate("n", count("id")).alist()))
			.containsExactly(Map.of("home__country", "DE", "n", 3L));
		assertThat(await(this.clients.filter(where(Client::home).eq(f(Client::mail)).not()).acount())).isEqualTo(3);
	}

	@Test
	void thousandsAreCreatedAtOnce() {
		List<Client> many = IntStream.range(0, 1200)
			.mapToObj((i) -> Client.of("c" + i, Address.of("Road " + i, null), (i % 2 == 0) ? BERLIN : null))
			.toList();

		List<Client> stored = await(this.clients.abulkCreate(many));

		assertThat(stored).hasSize(1200).extracting(Client::home).contains(Address.of("Road 1199", null));
		assertThat(await(this.clients.filter("mail", BERLIN).acount())).isEqualTo(601);
	}

	@Test
	void clientsLookUpPartsThatAreAllowed() {
		ClientLookups<Client> lookups = this.clients.clientLookups()
			.allow("home__city", "exact", "icontains")
			.orderBy("home__street");

		assertThat(
				await(lookups.apply(Map.of("home__city__icontains", "b", "orderBy", "-home__street")).page().alist()))
			.containsExactly(this.bob, this.ann);
	}

	@Test
	void jsonHasThemAsObjects() {
		JsonMapper mapper = JsonMapper.builder().findAndAddModules().build();

		String json = mapper.writeValueAsString(this.bob);
		String row = mapper.writeValueAsString(await(this.clients.filter("name", "Bob").only("home__city").aget()));

		assertThat(json)
			.contains("\"mail\":{\"street\":\"Main 1\",\"city\":\"Berlin\",\"country\":\"DE\",\"geo\":null}");
		assertThat(row).contains("\"home__city\":\"Hamburg\"");
		assertThat(mapper.readValue(json, Client.class)).isEqualTo(this.bob);
	}

	@Test
	void tablesThatAreThereAreUsed() {
		try (AsyncOrm other = AsyncOrm.builder(this.pool).models(Client.class, Job.class).build()) {
			ClientRepository others = other.repository(ClientRepository.class);

			assertThat(await(others.filter("mail__street", "Main 1").alist())).containsExactly(this.bob);
		}
	}

}
