package io.asyncorm.domains;

import java.util.List;
import java.util.Set;

import io.asyncorm.model.Model;
import io.asyncorm.query.Ref;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.junit.jupiter.api.Test;

import static io.asyncorm.domains.ModelFaults.fault;

/**
 * What relations of entities cannot be here is told when the application starts, with
 * what to declare.
 */
class EntityRelationFaultsTests {

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
		fault(List.of(Ward.class, Nurse.class),
				"property 'nurses': its mappedBy 'wart' is no relation of 'Nurse' to 'Ward'; declare that"
						+ " there as a Ref<Ward>, or mark this with @Transient");
	}

	@Test
	void tablesAreNotInherited() {
		fault(Chief.class, ": it extends the entity 'Nurse', but a model has one table of its own, and there is no"
				+ " inheritance of tables; let both extend a class that is no entity (@MappedSuperclass), or let this one"
				+ " have a @OneToOne to the other");
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

}
