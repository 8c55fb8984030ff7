package io.asyncorm.domains;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.asyncorm.domains.ClinicPatients.Animal;
import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;

/**
 * The entities of an animal clinic in the old manner: its keepers and its work. The
 * animals are in {@link ClinicPatients}.
 */
final class Clinic {

	private Clinic() {
	}

	/** What has a key. */
	@MappedSuperclass
	abstract static class Identified {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		private Long id;

		@Version
		private int version;

		public Long getId() {
			return this.id;
		}

		public void setId(Long id) {
			this.id = id;
		}

		public boolean isNew() {
			return this.id == null;
		}

		public int getVersion() {
			return this.version;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Identified that && getClass() == that.getClass() && this.id != null
					&& this.id.equals(that.id);
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.id);
		}

	}

	/** What has a name. */
	@MappedSuperclass
	abstract static class Named extends Identified {

		@Column(nullable = false, length = 80)
		private String name;

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	@Embeddable
	static class Address {

		private String street;

		@Column(length = 60)
		private String town;

		protected Address() {
		}

		Address(String street, String town) {
			this.street = street;
			this.town = town;
		}

		String getStreet() {
			return this.street;
		}

		String getTown() {
			return this.town;
		}

	}

	enum Standing {

		REGULAR, HONORARY

	}

	@Model
	@Entity
	@Table(name = "keepers")
	static class Keeper extends Named {

		private static int made;

		private String phone;

		@Enumerated(EnumType.STRING)
		@Column(nullable = false)
		private Standing standing = Standing.REGULAR;

		@Embedded
		private Address address;

		private int visits;

		@Column(precision = 9, scale = 2)
		private BigDecimal balance;

		@Transient
		private String greeting = "none";

		private transient int hits;

		private final String kind = "keeper";

		@OneToMany(mappedBy = "keeper", cascade = CascadeType.ALL)
		private final List<Animal> animals = new ArrayList<>();

		Keeper() {
			made++;
		}

		String getPhone() {
			return this.phone;
		}

		void setPhone(String phone) {
			this.phone = phone;
		}

		Standing getStanding() {
			return this.standing;
		}

		void setStanding(Standing standing) {
			this.standing = standing;
		}

		Address getAddress() {
			return this.address;
		}

		void setAddress(Address address) {
			this.address = address;
		}

		int getVisits() {
			return this.visits;
		}

		void setVisits(int visits) {
			this.visits = visits;
		}

		List<Animal> getAnimals() {
			return this.animals;
		}

		BigDecimal getBalance() {
			return this.balance;
		}

		String getGreeting() {
			return this.greeting + this.hits + this.kind;
		}

		static int made() {
			return made;
		}

	}

	/** Annotated at its getters. */
	@Model
	@Entity
	@Table(name = "treatments")
	static class Treatment {

		private Long number;

		private String heading;

		private Instant held;

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "treatments")
		@SequenceGenerator(name = "treatments", sequenceName = "treatment_numbers")
		Long getNumber() {
			return this.number;
		}

		void setNumber(Long number) {
			this.number = number;
		}

		@Column(name = "title", nullable = false)
		String getTitle() {
			return this.heading;
		}

		void setTitle(String title) {
			this.heading = title.strip();
		}

		Instant getHeld() {
			return this.held;
		}

		void setHeld(Instant held) {
			this.held = held;
		}

		@Transient
		String getLabel() {
			return this.number + ": " + this.heading;
		}

	}

	@Model
	@Entity
	@Access(AccessType.FIELD)
	static class Rate {

		@Id
		@Column(length = 10)
		private String code;

		@Column(nullable = false)
		private LocalDate since;

		String getCode() {
			return this.code;
		}

		void setCode(String code) {
			this.code = code;
		}

		LocalDate getSince() {
			return this.since;
		}

		void setSince(LocalDate since) {
			this.since = since;
		}

	}

	interface Keepers extends AsyncRepository<Keeper, Long> {

	}

	interface Treatments extends AsyncRepository<Treatment, Long> {

	}

	interface Rates extends AsyncRepository<Rate, String> {

	}

}
