package io.asyncorm.domains;

import java.util.List;

import io.asyncorm.model.Model;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;
import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

import static io.asyncorm.domains.ModelFaults.fault;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which constructor makes the objects of a class that has annotations of others.
 */
class SpringDataCreatorsTests {

	@Test
	void whatTheOnlyConstructorDoesNotTakeIsNotStored() {
		assertThat(fields(Cached.class)).containsExactly("id", "name");
	}

	@Test
	void aConstructorThatTakesAllIsTakenBeforeTheEmptyOne() {
		List<ModelField> fields = ModelRegistry.of(List.of(Whole.class)).require(Whole.class).fields();

		assertThat(fields).extracting(ModelField::name).containsExactly("id", "name", "note");
		assertThat(fields).extracting(ModelField::nullable).containsExactly(false, false, true);
	}

	@Test
	void theEmptyOneIsTakenWhereTheOtherWouldLeaveSomethingOut() {
		assertThat(fields(Partial.class)).containsExactly("id", "name", "note");
	}

	@Test
	void entitiesAreMadeByTheEmptyOneAsElsewhereUnlessThatLeavesOutWhatIsFinal() {
		ModelRegistry models = ModelRegistry.of(List.of(Managed.class, Fixed.class));

		assertThat(models.require(Managed.class).findField("name")).returns(true, ModelField::nullable);
		assertThat(models.require(Fixed.class).findField("name")).returns(false, ModelField::nullable);
	}

	@Test
	void anAnnotatedFieldThatIsNotTakenIsAFaultWithWhatToMark() {
		fault(Lost.class, "property 'mail': it is annotated, but the constructor does not take it; add it"
				+ " there, mark the constructor with @PersistenceCreator, after which fields are set, or remove the"
				+ " annotation");
	}

	private static List<String> fields(Class<?> type) {
		return ModelRegistry.of(List.of(type)).require(type).fields().stream().map(ModelField::name).toList();
	}

	/** What has a hash of its own. */
	static class Hashed {

		private int hash;

		@Override
		public int hashCode() {
			if (this.hash == 0) {
				this.hash = 31;
			}
			return this.hash;
		}

		@Override
		public boolean equals(Object other) {
			return other == this;
		}

	}

	@Model
	@Table("cached")
	static class Cached extends Hashed {

		@Id
		private final @Nullable Long id;

		private final String name;

		private @Nullable String shown;

		public Cached(@Nullable Long id, String name) {
			this.id = id;
			this.name = name;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

		public String shown() {
			if (this.shown == null) {
				this.shown = "<" + this.name + ">";
			}
			return this.shown;
		}

	}

	@Model
	@Table("whole")
	static class Whole {

		private @Nullable Long id;

		private String name;

		private @Nullable String note;

		protected Whole() {
		}

		public Whole(@Nullable Long id, String name, @Nullable String note) {
			this.id = id;
			this.name = name;
			this.note = note;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

		public @Nullable String getNote() {
			return this.note;
		}

	}

	@Model
	@Table("partial")
	static class Partial {

		@Id
		private Long id;

		private String name;

		private String note;

		protected Partial() {
		}

		public Partial(String name, String note) {
			this.name = name;
			this.note = note;
		}

	}

	@Model
	@Entity
	static class Managed {

		@jakarta.persistence.Id
		private @Nullable Long id;

		private String name;

		protected Managed() {
		}

		public Managed(@Nullable Long id, String name) {
			this.id = id;
			this.name = name;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

	}

	@Model
	@Entity
	static class Fixed {

		@jakarta.persistence.Id
		private final @Nullable Long id;

		private final String name;

		protected Fixed() {
			this(null, "");
		}

		public Fixed(@Nullable Long id, String name) {
			this.id = id;
			this.name = name;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

	}

	@Model
	@Table("lost")
	static class Lost {

		@Id
		private final @Nullable Long id;

		@Column("e_mail")
		private String mail;

		public Lost(@Nullable Long id) {
			this.id = id;
		}

		public @Nullable Long getId() {
			return this.id;
		}

	}

}
