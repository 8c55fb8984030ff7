package io.asyncorm.jackson;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import io.asyncorm.jackson.TicketModels.Code;
import io.asyncorm.jackson.TicketModels.CodeConverter;
import io.asyncorm.jackson.TicketModels.Device;
import io.asyncorm.jackson.TicketModels.Label;
import io.asyncorm.jackson.TicketModels.Machine;
import io.asyncorm.jackson.TicketModels.Part;
import io.asyncorm.jackson.TicketModels.PartNumber;
import io.asyncorm.jackson.TicketModels.Ticket;
import io.asyncorm.jackson.TicketModels.User;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AsyncOrmModule} without a database.
 */
class AsyncOrmModuleTests {

	private final JsonMapper mapper = JsonMapper.builder().addModule(new AsyncOrmModule()).build();

	@ParameterizedTest
	@ValueSource(strings = { "2", "\"2\"", "2.0", "{\"id\":2}", "{\"name\":\"Eve\",\"id\":\"2\"}" })
	void readsAKeyOrAnObjectThatHasOne(String reporter) {
		Ticket ticket = ticket("{\"reporter\":" + reporter + "}");

		assertThat(ticket.reporter()).isEqualTo(Ref.of(User.class, 2L)).isEqualTo(Ref.of(User.class, 2));
		assertThat(ticket.reporter().key(Long.class)).isEqualTo(2L);
		assertThat(ticket.reporter().isLoaded()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"reporter\":null}" })
	void readsWhatIsAbsentAsNull(String json) {
		assertThat(ticket(json).reporter()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			true                | Long
			"two"               | Long
			2.5                 | Long
			1e400               | Long
			9223372036854775808 | Long
			""                  | Long
			[2]                 | Long
			{}                  | an object with 'id'
			{"id":null}         | an object with 'id'
			{"id":[2]}          | Long
			{"name":"Eve"}      | an object with 'id'""")
	void refusesWhatIsNoKey(String reporter, String message) {
		assertThatExceptionOfType(MismatchedInputException.class)
			.isThrownBy(() -> ticket("{\"reporter\":" + reporter + "}"))
			.withMessageContaining(message)
			.withMessageContaining("\"reporter\"");
	}

	@Test
	void readsKeysOfAllTypes() {
		UUID serial = UUID.randomUUID();

		assertThat(ref("\"" + serial + "\"", new TypeReference<Ref<Device>>() {
		})).isEqualTo(Ref.of(Device.class, serial));
		assertThat(ref("\"urgent\"", new TypeReference<Ref<Label>>() {
		})).isEqualTo(Ref.of(Label.class, "urgent"));
		for (String part : List.of("\"P1\"", "{\"value\":\"P1\"}", "{\"number\":\"P1\"}",
				"{\"number\":{\"value\":\"P1\"}}")) {
			assertThat(ref(part, new TypeReference<Ref<Part>>() {
			})).isEqualTo(Ref.of(Part.class, new PartNumber("P1"))).isEqualTo(Ref.of(Part.class, "P1"));
		}
	}

	@Test
	void convertsKeysByTheModelsWhereTheyAreKnown() {
		ModelRegistry models = ModelRegistry.of(TicketModels.ALL, List.of(new CodeConverter()));
		JsonMapper known = JsonMapper.builder().addModule(new AsyncOrmModule(models)).build();
		Machine machine = new Machine(new Code("A", 1), Ref.of(Machine.class, new Code("B", 2)));

		String json = known.writeValueAsString(machine);

		assertThat(json).isEqualTo("{\"code\":\"A-1\",\"twin\":\"B-2\"}");
		assertThat(known.readValue(json, Machine.class)).isEqualTo(machine);
		assertThat(this.mapper.readValue(this.mapper.writeValueAsString(machine), Machine.class)).isEqualTo(machine);
	}

	@Test
	void keysThatSayWhatTheyAreAsJsonAreThatEverywhere() {
		Signed signed = new Signed(new Signature("x"), Ref.of(Signed.class, new Signature("y")));

		String json = this.mapper.writeValueAsString(signed);

		assertThat(json).isEqualTo("{\"key\":\"<x>\",\"next\":\"<y>\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"vlaue\":\"P1\"}", "{\"value\":null}" })
	void refusesObjectsThatAreNoKeys(String json) {
		assertThatExceptionOfType(DatabindException.class).isThrownBy(() -> ref(json, new TypeReference<Ref<Part>>() {
		})).withMessageContaining("needs its key");
	}

	@Test
	void writesWhatWasMadeByHand() {
		User eve = new User(null, "Eve", "x", Many.of(), One.none());
		Ticket ticket = new Ticket(null, "New", Ref.to(eve), Ref.of(User.class, 2), Many.of(List.of(new Label("a"))));

		assertThat(this.mapper.writeValueAsString(ticket)).isEqualTo("""
				{"id":null,"subject":"New","reporter":{"id":null,"name":"Eve","tickets":[],"profile":null},\
				"assignee":2,"labels":[{"slug":"a"}]}""");
	}

	@Test
	void writesAnObjectThatLeadsToItselfOnce() {
		Loop loop = new Loop(3L, null);
		loop.self = Ref.to(loop);

		assertThat(this.mapper.writeValueAsString(loop)).isEqualTo("{\"id\":3,\"self\":3}");
	}

	@Test
	void refusesKeysForRelationsToMany() {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> ticket("{\"labels\":[\"a\"]}"))
			.withMessageContaining("labels");
	}

	private Ticket ticket(String json) {
		return this.mapper.readValue(json, Ticket.class);
	}

	private <T> T ref(String json, TypeReference<T> type) {
		return this.mapper.readValue(json, type);
	}

	/** A class whose objects can be changed. */
	@Model
	static final class Loop {

		private final @Nullable Long id;

		private @Nullable Ref<Loop> self;

		Loop(@Nullable Long id, @Nullable @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Loop> self) {
			this.id = id;
			this.self = self;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public @Nullable Ref<Loop> getSelf() {
			return this.self;
		}

	}

	/** A key that Jackson writes in its own way. */
	record Signature(String text) {

		@JsonValue
		String sign() {
			return "<" + this.text + ">";
		}

	}

	@Model
	record Signed(@PrimaryKey Signature key, @Nullable @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Signed> next) {
	}

}
