package io.asyncorm.domains;

import java.util.List;

import io.asyncorm.model.Model;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.relational.core.mapping.Table;

import static io.asyncorm.domains.ModelFaults.fault;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The constructor or static method that is marked makes the objects.
 */
class SpringDataMarkedCreatorsTests {

	@Test
	void whatAMarkedConstructorDoesNotTakeIsSet() {
		List<ModelField> fields = ModelRegistry.of(List.of(Marked.class)).require(Marked.class).fields();

		assertThat(fields).extracting(ModelField::name).containsExactly("id", "name", "visits");
	}

	@Test
	void oneCreatorIsMarked() {
		fault(TwoCreators.class,
				": @PersistenceCreator marks 2 of its constructors and methods; keep it at the one that"
						+ " makes an object of a row");
		fault(NoCreator.class, ": @PersistenceCreator marks 'of', which makes no object of it; mark a constructor, or a"
				+ " static method that returns a 'NoCreator'");
		fault(OtherCreator.class, ": @PersistenceCreator marks 'name', which makes no object of it; mark a constructor,"
				+ " or a static method that returns a 'OtherCreator'");
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

	@Model
	@Table("marked")
	static class Marked {

		@Id
		private final @Nullable Long id;

		private final String name;

		private int visits;

		@PersistenceCreator
		public Marked(@Nullable Long id, String name) {
			this.id = id;
			this.name = name;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

		public int getVisits() {
			return this.visits;
		}

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
	@Table("other_creator")
	static class OtherCreator {

		private @Nullable Long id;

		@PersistenceCreator
		static String name(Long id) {
			return "other " + id;
		}

		@Nullable Long getId() {
			return this.id;
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
