package io.asyncorm.domains;

import java.util.List;

import io.asyncorm.model.Model;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import org.junit.jupiter.api.Test;

import static io.asyncorm.domains.ModelFaults.fault;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What entities cannot be here is told when the application starts, with what to do.
 */
class EntityFaultsTests {

	@Test
	void whatNothingSetsIsNotStored() {
		fault(Final.class, "property 'code': it is annotated, but nothing can set it; remove 'final', declare a method"
				+ " 'withCode' that returns a copy, or remove the annotation");
		fault(ByGetter.class, "property 'note': it is annotated, but @Id stands at a getter, so that what the getters"
				+ " return is stored; annotate the getter instead");
		fault(ByGetter.class,
				"property 'getLabel': 'ByGetter' annotates it, but what it returns is no property: that is"
						+ " what the constructor takes, the fields that are not final, or what has a getter and a setter where"
						+ " @Id stands at a getter; make it one, or remove the annotation");
	}

	@Test
	void objectsAreNotToldOfWhatBecomesOfThem() {
		fault(ByGetter.class, "property 'stamp': 'ByGetter' annotates it with @PrePersist, but objects are not told of"
				+ " what becomes of them; declare a bean of type LifecycleCallbacks, or remove the annotation");
	}

	@Test
	void convertersOfTheirsFitTheirProperties() {
		fault(Converted.class,
				"property 'amount': its converter 'io.asyncorm.domains.ClinicPatients$MassConverter' converts"
						+ " 'io.asyncorm.domains.ClinicPatients$Mass', and not 'java.lang.String'; name another one, or change the type");
	}

	@Test
	void whatAnUnmappedSuperclassDeclaresIsNotStored() {
		fault(Derived.class, "property 'made': it is annotated, but of an entity's superclasses only those are stored"
				+ " that say so, and 'Unmapped' does not; mark that with @MappedSuperclass, or remove the annotation");
		fault(Derived.class,
				"property 'getPlace': 'Unmapped' annotates it, but of an entity's superclasses only those");
	}

	@Test
	void whyGettersCountIsTold() {
		fault(ByAccess.class, "property 'note': it is annotated, but the class has @Access(PROPERTY), so that what the"
				+ " getters return is stored; annotate the getter instead, and declare a setter");
	}

	@Test
	void keysThatAreClassesAreEqualByTheirValues() {
		fault(Seat.class, "property 'key': objects are found by it in maps, but two equal keys of 'SeatKey' would be"
				+ " different ones there; declare its equals and hashCode, or make it a record");
	}

	@Test
	void gettersThatFailOnAnEmptyObjectAreNoFault() {
		ModelRegistry models = ModelRegistry.of(List.of(Copying.class));

		assertThat(models.require(Copying.class).fields()).extracting(ModelField::name).containsExactly("id", "roles");
	}

	@Test
	void oneConverterOfTwoPropertiesIsKnownByTheirType() {
		ModelRegistry models = ModelRegistry.of(List.of(Weighed.class));

		assertThat(models.findConversion(ClinicPatients.Mass.class)).isNotNull();
	}

	@Model
	@Entity
	static class Final {

		@Id
		private Long id;

		@Column(length = 3)
		private final String code = "x";

	}

	@Model
	@Entity
	static class ByGetter {

		private Long id;

		private String title;

		@Column(length = 3)
		private String note;

		@Id
		@GeneratedValue
		Long getId() {
			return this.id;
		}

		void setId(Long id) {
			this.id = id;
		}

		String getTitle() {
			return this.title;
		}

		void setTitle(String title) {
			this.title = title;
		}

		void setNote(String note) {
			this.note = note;
		}

		@Column(length = 3)
		String getLabel() {
			return this.title + this.note;
		}

		@PrePersist
		void stamp() {
			// never called
		}

	}

	static class Unmapped {

		@Column(length = 3)
		private String made;

		private String place;

		@Column(length = 3)
		String getPlace() {
			return this.place;
		}

	}

	@Model
	@Entity
	static class Derived extends Unmapped {

		@Id
		private Long id;

	}

	@Model
	@Entity
	@Access(AccessType.PROPERTY)
	static class ByAccess {

		private Long id;

		@Column(length = 3)
		private String note;

		@Id
		Long getId() {
			return this.id;
		}

		void setId(Long id) {
			this.id = id;
		}

	}

	@Embeddable
	static class SeatKey {

		private int row;

		private int place;

	}

	@Model
	@Entity
	static class Seat {

		@EmbeddedId
		private SeatKey key;

	}

	@Model
	@Entity
	static class Copying {

		private Long id;

		private List<String> roles;

		@Id
		Long getId() {
			return this.id;
		}

		void setId(Long id) {
			this.id = id;
		}

		List<String> getRoles() {
			return List.copyOf(this.roles);
		}

		void setRoles(List<String> roles) {
			this.roles = roles;
		}

	}

	@Model
	@Entity
	static class Weighed {

		@Id
		private Long id;

		@Convert(converter = ClinicPatients.MassConverter.class)
		private ClinicPatients.Mass empty;

		@Convert(converter = ClinicPatients.MassConverter.class)
		private ClinicPatients.Mass full;

	}

	@Model
	@Entity
	static class Converted {

		@Id
		private Long id;

		@Convert(converter = ClinicPatients.MassConverter.class)
		private String amount;

	}

}
