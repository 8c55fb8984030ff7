package io.asyncorm.domains;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.domains.Clinic.Address;
import io.asyncorm.domains.Clinic.Keeper;
import io.asyncorm.domains.Clinic.Named;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * The animals that come to the {@link Clinic}, and their stays there.
 */
final class ClinicPatients {

	private ClinicPatients() {
	}

	@Model
	@Entity
	@Table(name = "species")
	static class Species extends Named {

		protected Species() {
		}

		Species(String name) {
			setName(name);
		}

	}

	enum Build {

		SLIGHT, STOUT

	}

	record Mass(BigDecimal kilograms, String scale) {
	}

	static class MassConverter implements AttributeConverter<Mass, BigDecimal> {

		@Override
		public BigDecimal convertToDatabaseColumn(Mass mass) {
			return (mass != null) ? mass.kilograms() : null;
		}

		@Override
		public Mass convertToEntityAttribute(BigDecimal stored) {
			return (stored != null) ? new Mass(stored.stripTrailingZeros(), "clinic") : null;
		}

	}

	@Model
	@Entity
	@Table(name = "animals")
	static class Animal extends Named {

		@ManyToOne(optional = false, fetch = FetchType.LAZY)
		@JoinColumn(name = "kept_by", nullable = false)
		private Ref<Keeper> keeper;

		@ManyToOne
		@JoinColumn
		@io.asyncorm.model.ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "animals")
		private Ref<Species> species;

		@Enumerated(EnumType.ORDINAL)
		private Build build;

		@Convert(converter = MassConverter.class)
		@Column(precision = 8, scale = 3)
		private Mass mass;

		@Lob
		private String history;

		private LocalDate born;

		protected Animal() {
		}

		Animal(String name, Keeper keeper, Species species) {
			setName(name);
			this.keeper = Ref.to(keeper);
			this.species = (species != null) ? Ref.to(species) : null;
		}

		Ref<Keeper> getKeeper() {
			return this.keeper;
		}

		Ref<Species> getSpecies() {
			return this.species;
		}

		Build getBuild() {
			return this.build;
		}

		void setBuild(Build build) {
			this.build = build;
		}

		Mass getMass() {
			return this.mass;
		}

		void setMass(Mass mass) {
			this.mass = mass;
		}

		LocalDate getBorn() {
			return this.born;
		}

		String getHistory() {
			return this.history;
		}

		void setHistory(String history) {
			this.history = history;
		}

	}

	@Embeddable
	static class StayKey {

		@Column(length = 5)
		private String room;

		private LocalDate night;

		protected StayKey() {
		}

		StayKey(String room, LocalDate night) {
			this.room = room;
			this.night = night;
		}

		String getRoom() {
			return this.room;
		}

		LocalDate getNight() {
			return this.night;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof StayKey that && this.room.equals(that.room) && this.night.equals(that.night);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.room, this.night);
		}

	}

	@Model
	@Entity
	@Table(name = "stays")
	static class Stay {

		@EmbeddedId
		private StayKey key;

		@ManyToOne(optional = false)
		private Ref<Animal> animal;

		private Address sentBy;

		protected Stay() {
		}

		Stay(StayKey key, Animal animal) {
			this.key = key;
			this.animal = Ref.to(animal);
		}

		StayKey getKey() {
			return this.key;
		}

		Ref<Animal> getAnimal() {
			return this.animal;
		}

		Address getSentBy() {
			return this.sentBy;
		}

	}

	interface SpeciesList extends AsyncRepository<Species, Long> {

	}

	interface Animals extends AsyncRepository<Animal, Long> {

		CompletableFuture<List<Animal>> alist(Build build, String keeper__name);

		CompletableFuture<List<Tag>> alistByBuildOrderByName(Build build);

	}

	record Tag(String name, String keeper__name) {
	}

	interface Stays extends AsyncRepository<Stay, StayKey> {

	}

}
