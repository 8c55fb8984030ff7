package io.asyncorm.declared;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.declared.Clients.Address;
import io.asyncorm.declared.Clients.Client;
import io.asyncorm.declared.Clients.Geo;
import io.asyncorm.declared.Clients.Job;
import io.asyncorm.declared.Clients.Level;
import io.asyncorm.declared.Clients.Standing;
import io.asyncorm.declared.Clients.Trail;
import io.asyncorm.expression.Update;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Embedded values as wholes: rows have all that is required of them or nothing, and
 * several of them are looked up at once.
 */
class EmbeddedWholesIntegrationTests extends AbstractEmbeddedIntegrationTests {

	EmbeddedWholesIntegrationTests(TestDatabase database) {
		super(database);
	}

	@Test
	void rowsWithoutARequiredPartCannotBeRead() {
		JdbcClient jdbc = JdbcClient.create(this.pool);
		jdbc.sql("create table shop (id bigint primary key, place_street varchar(60), place_city varchar(60))")
			.update();
		jdbc.sql("insert into shop values (1, null, 'Bonn')").update();

		try (AsyncOrm other = AsyncOrm.builder(this.pool).models(Shop.class).build()) {
			assertThatExceptionOfType(UnreadableRowException.class)
				.isThrownBy(() -> await(other.repository(Shops.class).aget(1L)))
				.withMessageMatching("(?is).*the column 'place_street' of .*")
				.withMessageContaining("'place__street' is not @Nullable");
		}
	}

	@Test
	void aDocumentOfAClientIsAWhole() {
		Map<String, Object> port = Map.of("street", "Port 2", "city", "Kiel", "country", "DE", "geo",
				Map.of("lat", 54, "lon", "10.1"));

		Client saved = await(
				this.clients.asave(this.ann, Update.of(Map.of("home", port, "mail", port), "home", "mail")));
		long changed = await(this.clients.filter("name", "Bob").aupdate(Update.of(Map.of("mail", port), "mail")));

		Address kiel = new Address("Port 2", "Kiel", "DE", new Geo(54, 10.1));
		assertThat(saved).returns(kiel, Client::home).returns(kiel, Client::mail);
		assertThat(changed).isEqualTo(1);
		assertThat(await(this.clients.filter("mail", kiel).acount())).isEqualTo(2);
		assertThat(await(this.clients.asave(saved, Update.of(singletonMap("mail", null), "mail"))).mail()).isNull();
	}

	@Test
	void whatIsNoWholeIsRefused() {
		assertRefused("home", Map.of("street", "Port 2", "country", "DE", "citi", "Kiel"),
				"'Client.home' has no 'citi'. Did you mean 'city'? Choices are: street, city, country, geo.");
		assertRefused("home", Map.of("street", "Port 2", "country", "DE", "geo", Map.of("alt", 1)),
				"'Client.home.geo' has no 'alt'. Did you mean 'lat'? Choices are: lat, lon.");
		assertRefused("home", Map.of("street", "Port 2", "country", "DE", "geo", "north"),
				"'Client.home.geo' takes a value of type 'Geo'");
		assertRefused("home",
				Map.of("street", "Port 2", "city", "Kiel", "country", "DE", "geo", Map.of("lat", "north", "lon", 1)),
				"'Client.homeGeoLat': ");
		assertRefused("home", Map.of("street", "Port 2", "city", "Kiel", "country", "DE", "geo", Map.of("lat", 1)),
				"'Client.home.geo' lacks 'lon': it is given with all of its components, or each is changed by its own"
						+ " name, such as 'home__geo__lon'.");
		assertRefused("mail", Map.of("city", "Kiel"), "'Client.mail' lacks 'street', 'country', 'geo'");
		Map<String, Object> nulls = new HashMap<>();
		List.of("street", "city", "country", "geo").forEach((name) -> nulls.put(name, null));
		assertRefused("mail", nulls, "of nulls alone, which would be read as null: give null instead");
		nulls.put("city", "Kiel");
		assertRefused("mail", nulls, "without 'mail__street', which is not @Nullable");
		assertRefused("home", "Kiel", "'Client.home' takes a value of type 'Address'");
	}

	private void assertRefused(String property, Object value, String why) {
		Update<Client> update = Update.of(Map.of(property, value), property);

		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(this.clients.asave(this.ann, update)))
			.withMessageContaining(why);
	}

	@Test
	void updatesLeaveWhatIsNullableWhole() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.clients.filter("name", "Bob").aupdate(kw("mail__street", null)))
			.withMessageContaining("'mail__street' cannot be set to null, as Address requires it: give it a value, or"
					+ " set all of 'mail' to null");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(this.clients.aupdate(kw("mail__city", "Bonn"))));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(this.clients.aupdate(kw("home__geo__lat", 1.0))));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> await(this.clients
			.abulkUpdate(List.of(this.clients.with(this.ann, set(Client::mail).to(BERLIN))), "mail__city")));

		assertThat(await(this.clients.filter("mail__isnull", false).aupdate(kw("mail__city", "Bonn")))).isEqualTo(2);
		assertThat(await(this.clients.filter("mail__city", "Bonn").aupdate(kw("mail", null)))).isEqualTo(2);
	}

	@Test
	void aWholeAndAPartOfItAreTwoValuesForOne() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.clients.aupdate(kw("mail__city", "Ulm").and("mail", BERLIN)))
			.withMessage(
					"'Client.mailCity' is given two values, as 'mail__city' and as 'mail':" + " leave one of them out");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.clients.aupdate(kw("home", BERLIN).and("home__geo__lat", 1.0)))
			.withMessageContaining("is given two values, as 'home' and as 'home__geo__lat'");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(
					() -> this.clients.aupdate(set(Client::home).to(BERLIN).and(Update.of(kw("home__city", "Ulm")))))
			.withMessageContaining("is given two values");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.clients.aupdate(kw("mail", null).and("mail", BERLIN)))
			.withMessage("'Client.mail' is given two values: leave one of them out");

		assertThat(await(this.clients.filter("name", "Bob").aupdate(kw("mail__city", "Ulm").and("mail__street", "a"))))
			.isOne();
	}

	@Test
	void theSchemaHasWhatKeepsThemWhole() {
		JdbcClient jdbc = JdbcClient.create(this.pool);
		List<String> checks = jdbc
			.sql("select constraint_name from information_schema.table_constraints where lower(table_name) = 'client'"
					+ " and constraint_type = 'CHECK' and constraint_name like '%_check'")
			.query(String.class)
			.list();

		assertThat(checks).hasSize(2);
		AsyncOrm.builder(this.pool).models(Client.class, Job.class).schemaAction(SchemaAction.VALIDATE).build().close();
	}

	@Test
	void severalAreComparedByTheTypesOfTheirColumns() {
		Standing same = new Standing(new Level(1), new BigDecimal("10.5"));
		Standing other = new Standing(new Level(2), new BigDecimal("10.5"));
		Trail none = new Trail(null, null);
		JdbcClient jdbc = JdbcClient.create(this.pool);
		jdbc.sql("create table shop (id bigint primary key, place_street varchar(60), place_city varchar(60))")
			.update();
		jdbc.sql("insert into shop values (1, null, null), (2, 'a', null), (3, 'b', null), (4, 'b', 'c')").update();

		assertThat(await(this.clients.filter("standing__in", List.of(other, same)).acount())).isEqualTo(3);
		assertThat(await(this.clients.exclude("standing__in", List.of(other, same)).acount())).isZero();
		assertThat(await(this.clients.filter("trail__in", List.of(none, none)).acount())).isZero();
		try (AsyncOrm there = AsyncOrm.builder(this.pool).models(Shop.class).build()) {
			Shops shops = there.repository(Shops.class);
			List<Place> places = List.of(new Place("b", null), new Place("a", null), new Place("a", "c"));
			assertThat(await(shops.filter("place__in", places).orderBy("id").valuesList(Shop::id).alist()))
				.containsExactly(2L, 3L);
			assertThat(await(shops.exclude("place__in", places).orderBy("id").valuesList(Shop::id).alist()))
				.containsExactly(1L, 4L);
		}
	}

	@Test
	void aNullAmongSeveralIsOneOfThemBehindANegation() {
		List<@Nullable Address> one = Arrays.asList(null, BERLIN);
		List<@Nullable Address> none = Arrays.asList(null, null);

		assertThat(await(this.clients.filter("mail__in", one).alist())).containsExactly(this.bob);
		assertThat(await(this.clients.exclude("mail__in", one).alist())).containsExactly(this.cid);
		assertThat(await(this.clients.filter("mail__in", none).alist())).isEmpty();
		assertThat(await(this.clients.exclude("mail__in", none).orderBy("name").alist())).containsExactly(this.bob,
				this.cid);
		assertThat(await(this.clients.exclude("mail__in", List.of(BERLIN)).orderBy("name").alist()))
			.containsExactly(this.ann, this.cid);
		assertThat(await(this.clients.exclude("home__in", List.of(HAMBURG, NOWHERE)).alist()))
			.containsExactly(this.ann);
	}

	@Test
	void tensOfThousandsAreLookedUpAtOnce() {
		List<Address> many = IntStream.range(0, 40_000)
			.mapToObj((i) -> (i % 2 == 0) ? Address.of("s" + i, "c" + i)
					: new Address("s" + i, null, "DE", new Geo(i, i)))
			.collect(Collectors.toCollection(ArrayList::new));
		many.addAll(List.of(BERLIN, HAMBURG, NOWHERE));

		assertThat(await(this.clients.filter("home__in", many).orderBy("name").alist())).containsExactly(this.ann,
				this.bob, this.cid);
		assertThat(await(this.clients.filter("mail__in", many.subList(0, 40_001)).alist())).containsExactly(this.bob);
		assertThat(await(this.clients.exclude("mail__in", many.subList(0, 40_001)).orderBy("name").alist()))
			.containsExactly(this.ann, this.cid);
	}

	record Place(String street, @Nullable String city) {
	}

	@Model
	record Shop(Long id, @Embedded @Nullable Place place) {
	}

	interface Shops extends AsyncRepository<Shop, Long> {

	}

}
