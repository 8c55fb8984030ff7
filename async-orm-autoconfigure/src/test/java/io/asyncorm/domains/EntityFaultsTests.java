package io.asyncorm.domains;

import java.util.List;
import java.util.Set;

import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.query.Ref;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrePersist;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.PersistenceCreator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
	void oneCreatorIsMarked() {
		fault(TwoCreators.class,
				": @PersistenceCreator marks 2 of its constructors and methods; keep it at the one that"
						+ " makes an object of a row");
		fault(NoCreator.class, ": @PersistenceCreator marks 'of', which makes no object of it; mark a constructor, or a"
				+ " static method that returns a 'NoCreator'");
	}

	@Test
	void aConstructorThatFailsIsFoundWhenTheApplicationStarts() {
		fault(Failing.class,
				": no object of it can be made, since its constructor fails: java.lang.IllegalStateException:"
						+ " not now");
	}

	@Test
	void theStaticMethodOrConstructorThatIsMarkedMakesTheObjects() {
		ModelRegistry models = ModelRegistry.of(List.of(Made.class));

		Made made = models.require(Made.class).construct(7L, "Ann", 3);

		assertThat(made).extracting("id", "name", "visits").containsExactly(7L, "Ann by factory", 3);
	}

	@Test
	void objectsInPlaceOfReferencesAreRefusedWithWhatToDeclare() {
		fault(Nurse.class,
				"property 'ward': @jakarta.persistence.ManyToOne cannot be honoured: an object of 'Ward' cannot"
						+ " say that it is not loaded, and nothing is loaded by itself; declare a 'Ref<Ward>', at which this"
						+ " annotation can stay, or a property of the key's type, and mark this with @Transient");
		fault(Nurse.class, "property 'shifts': @jakarta.persistence.OneToMany cannot be honoured: its collection cannot"
				+ " say that it is not loaded; declare a Many<...>");
		fault(Nurse.class, "property 'lead': @jakarta.persistence.ManyToOne cannot be honoured: each object is saved by"
				+ " its own repository");
	}

	@Test
	void whatIsMappedByNothingIsAFault() {
		fault(Ward.class, "property 'nurses': its mappedBy leads to a class that is no known model");
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(Ward.class, Nurse.class)))
			.withMessageContaining(
					"property 'nurses': its mappedBy 'wart' is no relation of 'Nurse' to 'Ward'; declare that"
							+ " there as a Ref<Ward>, or mark this with @Transient");
	}

	@Test
	void tablesAreNotInherited() {
		fault(Chief.class, ": it extends the entity 'Nurse', but a model has one table of its own, and there is no"
				+ " inheritance of tables; let both extend a class that is no entity (@MappedSuperclass), or let this one"
				+ " have a @OneToOne to the other");
	}

	@Test
	void convertersOfTheirsFitTheirProperties() {
		fault(Converted.class, "property 'amount': its converter 'io.asyncorm.domains.Clinic$MassConverter' converts"
				+ " 'io.asyncorm.domains.Clinic$Mass', and not 'java.lang.String'; name another one, or change the type");
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

		assertThat(models.findConversion(Clinic.Mass.class)).isNotNull();
	}

	private static void fault(Class<?> model, String fault) {
		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> ModelRegistry.of(List.of(model)))
			.withMessageContaining(fault);
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

		@Convert(converter = Clinic.MassConverter.class)
		private Clinic.Mass empty;

		@Convert(converter = Clinic.MassConverter.class)
		private Clinic.Mass full;

	}

	@Model
	static class TwoCreators {

		private Long id;

		@PersistenceCreator
		TwoCreators() {
		}

		@PersistenceCreator
		TwoCreators(Long id) {
			this.id = id;
		}

	}

	@Model
	static class NoCreator {

		private Long id;

		@PersistenceCreator
		NoCreator of(Long id) {
			this.id = id;
			return this;
		}

	}

	@Model
	static class Failing {

		private Long id;

		Failing() {
			throw new IllegalStateException("not now");
		}

	}

	@Model
	@Entity
	static class Ward {

		@Id
		private Long id;

		@OneToMany(mappedBy = "wart")
		private Set<Nurse> nurses;

	}

	@Model
	@Entity
	static class Nurse {

		@Id
		private Long id;

		@ManyToOne
		private Ward ward;

		@OneToMany
		private List<Ward> shifts;

		@ManyToOne(cascade = CascadeType.ALL)
		private Ref<Nurse> lead;

	}

	@Model
	@Entity
	static class Chief extends Nurse {

	}

	@Model
	@Entity
	static class Converted {

		@Id
		private Long id;

		@Convert(converter = Clinic.MassConverter.class)
		private String amount;

	}

	@Model
	static class Made {

		private final Long id;

		private final String name;

		private int visits;

		private Made(Long id, String name) {
			this.id = id;
			this.name = name;
		}

		@PersistenceCreator
		static Made of(Long id, String name) {
			return new Made(id, name + " by factory");
		}

		Long getId() {
			return this.id;
		}

		String getName() {
			return this.name;
		}

	}

}
