package io.asyncorm.jackson;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

/**
 * Models with relations of all kinds, and keys of many types.
 */
final class TicketModels {

	static final List<Class<?>> ALL = List.of(User.class, Profile.class, Ticket.class, Label.class, Device.class,
			Part.class, Note.class, Machine.class);

	private TicketModels() {
	}

	@Model
	record User(@Nullable Long id, String name, @JsonIgnore String secret, Many<Ticket> tickets, One<Profile> profile) {
	}

	@Model
	record Profile(@Nullable Long id, @OneToOne(onDelete = OnDelete.CASCADE, relatedName = "profile") Ref<User> user,
			String site) {
	}

	@Model(ordering = "id")
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Ticket(@Nullable Long id, @JsonProperty("subject") String title,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "tickets") Ref<User> reporter,
			@Nullable @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "assigned") Ref<User> assignee,
			@ManyToMany(relatedName = "tickets") Many<Label> labels) {
	}

	@Model
	record Label(@PrimaryKey String slug) {
	}

	@Model
	record Device(@PrimaryKey UUID serial, String name) {
	}

	/** A key that is a record of one value. */
	record PartNumber(String value) {
	}

	@Model
	record Part(@PrimaryKey PartNumber number,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "parts") Ref<Device> device,
			@Nullable @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "spares") Ref<Part> spareOf) {
	}

	/** A document that holds references. */
	@Model
	record Note(@Nullable Long id, @Json Map<String, Ref<User>> people) {
	}

	/** A key that only a bean converts. */
	record Code(String letters, int digits) {
	}

	static final class CodeConverter implements AttributeConverter<Code, String> {

		@Override
		public String toColumn(Code value) {
			return value.letters() + "-" + value.digits();
		}

		@Override
		public Code fromColumn(String stored) {
			int dash = stored.indexOf('-');
			return new Code(stored.substring(0, dash), Integer.parseInt(stored.substring(dash + 1)));
		}

	}

	@Model
	record Machine(@PrimaryKey Code code,
			@Nullable @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "twins") Ref<Machine> twin) {
	}

	interface Users extends AsyncRepository<User, Long> {

	}

	interface Profiles extends AsyncRepository<Profile, Long> {

	}

	interface Tickets extends AsyncRepository<Ticket, Long> {

	}

	interface Labels extends AsyncRepository<Label, String> {

	}

	interface Devices extends AsyncRepository<Device, UUID> {

	}

	interface Parts extends AsyncRepository<Part, PartNumber> {

	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

}
