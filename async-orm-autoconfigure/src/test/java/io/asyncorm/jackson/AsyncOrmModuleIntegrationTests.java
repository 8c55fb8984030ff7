package io.asyncorm.jackson;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.jackson.TicketModels.CodeConverter;
import io.asyncorm.jackson.TicketModels.Device;
import io.asyncorm.jackson.TicketModels.Devices;
import io.asyncorm.jackson.TicketModels.Note;
import io.asyncorm.jackson.TicketModels.Notes;
import io.asyncorm.jackson.TicketModels.Part;
import io.asyncorm.jackson.TicketModels.PartNumber;
import io.asyncorm.jackson.TicketModels.Parts;
import io.asyncorm.jackson.TicketModels.Profiles;
import io.asyncorm.jackson.TicketModels.Ticket;
import io.asyncorm.jackson.TicketModels.Tickets;
import io.asyncorm.jackson.TicketModels.User;
import io.asyncorm.jackson.TicketModels.Users;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.prefetch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AsyncOrmModule} with objects that were read from a database.
 */
@ParameterizedClass
@EnumSource(value = TestDatabase.class, names = { "POSTGRESQL", "H2" })
class AsyncOrmModuleIntegrationTests {

	private static final UUID SERIAL = UUID.fromString("00000000-0000-0000-0000-00000000002a");

	@Parameter
	TestDatabase database;

	private final JsonMapper mapper = JsonMapper.builder().findAndAddModules().build();

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Users users;

	private Tickets tickets;

	@BeforeEach
	void open() {
		this.pool = this.database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(TicketModels.ALL)
			.converters(new CodeConverter())
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.users = this.orm.repository(Users.class);
		this.tickets = this.orm.repository(Tickets.class);
		User ann = await(this.users.acreate(kw("name", "Ann", "secret", "x")));
		await(this.tickets.acreate(kw("title", "Broken", "reporter", ann)));
		await(this.tickets.acreate(kw("title", "Lost", "reporter", ann, "assignee", ann)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void writesTheKeyOfWhatIsNotLoaded() {
		assertThat(json(await(this.tickets.alist()))).isEqualTo("""
				[{"id":1,"subject":"Broken","reporter":1,"assignee":null},\
				{"id":2,"subject":"Lost","reporter":1,"assignee":1}]""");
	}

	@Test
	void writesTheObjectOfWhatIsLoaded() {
		String joined = json(await(this.tickets.selectRelated("reporter").filter("id", 1).aget()));
		String prefetched = json(await(this.tickets.prefetchRelated("reporter", "labels").filter("id", 1).aget()));

		assertThat(joined).isEqualTo("""
				{"id":1,"subject":"Broken","reporter":{"id":1,"name":"Ann"},"assignee":null}""");
		assertThat(prefetched).isEqualTo("""
				{"id":1,"subject":"Broken","reporter":{"id":1,"name":"Ann"},"assignee":null,"labels":[]}""");
	}

	@Test
	void writesTheKeyOfWhatAPrefetchLeftOut() {
		Ticket ticket = await(this.tickets.prefetchRelated(prefetch("reporter", this.users.filter("name", "Bob")))
			.filter("id", 1)
			.aget());

		assertThat(json(ticket)).contains("\"reporter\":1");
	}

	@Test
	void writesTheOtherSideOfAOneToOneOnlyIfItIsLoaded() {
		assertThat(json(await(this.users.aget(1L)))).isEqualTo("{\"id\":1,\"name\":\"Ann\"}");
		assertThat(json(await(this.users.selectRelated("profile").filter("id", 1).aget())))
			.isEqualTo("{\"id\":1,\"name\":\"Ann\",\"profile\":null}");

		await(this.orm.repository(Profiles.class).acreate(kw("user", 1, "site", "ann.example")));

		assertThat(json(await(this.users.selectRelated("profile").filter("id", 1).aget())))
			.startsWith("{\"id\":1,\"name\":\"Ann\",\"profile\":{\"id\":1,\"user\":")
			.contains("\"site\":\"ann.example\"");
	}

	@Test
	void endsWhereAPrefetchComesBack() {
		User ann = await(this.users.prefetchRelated("tickets__reporter__tickets").filter("id", 1).aget());

		assertThat(json(ann)).isEqualTo("""
				{"id":1,"name":"Ann","tickets":[{"id":1,"subject":"Broken","reporter":1,"assignee":null},\
				{"id":2,"subject":"Lost","reporter":1,"assignee":1}]}""");
	}

	@Test
	void writesARowAsItsObjectAndAnnotations() {
		assertThat(json(await(this.users.annotate("openCount", count("tickets")).rows().alist())))
			.isEqualTo("[{\"id\":1,\"name\":\"Ann\",\"openCount\":2}]");
		assertThat(json(await(
				this.users.prefetchRelated(prefetch("tickets", this.tickets.filter("title", "Lost")).toAttr("lost"))
					.rows()
					.filter("id", 1)
					.aget())))
			.isEqualTo("""
					{"id":1,"name":"Ann","lost":[{"id":2,"subject":"Lost","reporter":1,"assignee":1}]}""");
	}

	@Test
	void writesTheFieldsOfARowWithoutObjectAsTheObjectWould() {
		JsonMapper snake = JsonMapper.builder()
			.findAndAddModules()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.build();

		assertThat(json(await(this.tickets.only("title", "reporter").filter("id", 1).aget())))
			.isEqualTo("{\"id\":1,\"subject\":\"Broken\",\"reporter\":1}");
		assertThat(json(await(this.users.defer("id").alist()))).doesNotContain("secret");
		assertThat(json(await(this.tickets.selectRelated("reporter").defer("assignee").filter("id", 1).aget())))
			.contains("\"reporter__name\":\"Ann\"")
			.doesNotContain("secret");
		assertThat(json(await(this.tickets.raw("select * from \"ticket\" where \"id\" = ?", 1).alist())))
			.isEqualTo("[{\"id\":1,\"subject\":\"Broken\",\"reporter\":1,\"assignee\":null}]");
		assertThat(json(await(
				this.tickets.raw("select \"id\", \"title\", 7 as \"rest\" from \"ticket\" where \"id\" = 1").alist())))
			.isEqualTo("[{\"id\":1,\"subject\":\"Broken\",\"rest\":7}]");
		assertThat(snake.writeValueAsString(await(this.orm.repository(Parts.class).only("spareOf").alist())))
			.isEqualTo("[]");
	}

	@Test
	void refusesWhatWouldBeAQuery() {
		User ann = await(this.users.aget(1L));

		for (Object lazy : List.of(this.tickets.all(), this.tickets.values("title"), this.tickets.raw("select 1"),
				this.tickets.aiterator(), Map.of("tickets", this.tickets.filter("title", "x")))) {
			assertThatExceptionOfType(DatabindException.class).isThrownBy(() -> json(lazy))
				.withMessageContaining("return what alist(), afirst() or another method that begins with 'a' gives");
		}
		assertThatExceptionOfType(DatabindException.class).isThrownBy(() -> json(ann.tickets()))
			.withMessageContaining("'User.tickets[1]' is not loaded")
			.withMessageContaining("prefetchRelated()");
		assertThatExceptionOfType(DatabindException.class).isThrownBy(() -> json(List.of(ann.profile())))
			.withMessageContaining("selectRelated()");
	}

	@Test
	void writesKeysAsTheirColumnsHoldThem() {
		Parts parts = this.orm.repository(Parts.class);
		await(this.orm.repository(Devices.class).acreate(new Device(SERIAL, "drill")));
		await(parts.acreate(new Part(new PartNumber("P1"), Ref.of(Device.class, SERIAL), null)));
		Part spare = await(
				parts.acreate(new Part(new PartNumber("P2"), Ref.of(Device.class, SERIAL), Ref.of(Part.class, "P1"))));

		String json = json(spare);

		assertThat(json).isEqualTo("""
				{"number":"P2","device":"00000000-0000-0000-0000-00000000002a","spareOf":"P1"}""");
		assertThat(this.mapper.readValue(json, Part.class)).isEqualTo(spare);
		assertThat(this.mapper.readValue("""
				{"number":{"value":"P2"},"device":"00000000-0000-0000-0000-00000000002a","spareOf":{"value":"P1"}}""",
				Part.class))
			.isEqualTo(spare);
		assertThat(json(await(parts.selectRelated("spareOf").filter("number", "P2").aget())))
			.contains("\"number\":\"P2\"")
			.contains("\"spareOf\":{\"number\":\"P1\"");
		assertThat(json(await(parts.only("device").filter("number", "P2").aget()))).startsWith("{\"number\":\"P2\"");
		assertThat(json(await(parts.annotate("n", count("spares")).rows().filter("number", "P1").aget())))
			.startsWith("{\"number\":\"P1\"");
	}

	@Test
	void whatWasReadOfJsonCanBeStored() {
		Ticket ticket = this.mapper.readValue("{\"subject\":\"New\",\"reporter\":{\"id\":1,\"name\":\"Eve\"}}",
				Ticket.class);

		Ticket stored = await(this.tickets.acreate(ticket));

		assertThat(stored.reporter().key()).isEqualTo(1L);
		assertThat(await(stored.reporter().aget()).name()).isEqualTo("Ann");
	}

	@Test
	void documentsHoldTheKeysOfReferences() {
		Notes notes = this.orm.repository(Notes.class);
		User ann = await(this.users.aget(1L));
		await(notes.acreate(new Note(null, Map.of("by", Ref.of(User.class, 1)))));
		await(notes.acreate(new Note(null, Map.of("by", Ref.to(ann)))));

		assertThat(await(notes.alist())).allSatisfy((note) -> assertThat(note.people().get("by").key()).isEqualTo(1L));
		assertThat(await(notes.filter("people__by", 1).acount())).isEqualTo(1);
	}

	@Test
	void readsToManyFromObjects() {
		User ann = this.mapper.readValue("""
				{"id":1,"name":"Ann","tickets":[{"id":5,"subject":"x","reporter":1}],"profile":null}""", User.class);

		Many<Ticket> tickets = ann.tickets();
		assertThat(tickets.list()).singleElement()
			.satisfies((ticket) -> assertThat(ticket.reporter()).isEqualTo(Ref.of(User.class, 1L)));
		assertThat(ann.profile().get()).isEmpty();
	}

	private String json(Object value) {
		return this.mapper.writeValueAsString(value);
	}

}
