package io.asyncorm.query;

import java.util.List;
import java.util.Objects;

import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Relations that are made by hand are known by the keys of their objects, and never run
 * in a circle.
 */
class DetachedRelationsTests {

	@Test
	void relationsAreEqualByTheKeysOfTheirObjects() {
		assertThat(Many.of(List.of(new Club(1L, "a")))).isEqualTo(Many.of(List.of(new Club(1L, "b"))))
			.hasSameHashCodeAs(Many.of(List.of(new Club(1L, "b"))))
			.isNotEqualTo(Many.of(List.of(new Club(2L, "a"))))
			.isNotEqualTo(Many.of());
		assertThat(One.of(new Club(1L, "a"))).isEqualTo(One.of(new Club(1L, "b")))
			.hasSameHashCodeAs(One.of(new Club(1L, "b")))
			.isNotEqualTo(One.none());
		assertThat(One.none()).isEqualTo(One.none());
		assertThat(Many.of()).isEqualTo(Many.of(List.of()));
		assertThat(Ref.to(new Club(1L, "a"))).isEqualTo(Ref.of(Club.class, 1)).hasSameHashCodeAs(Ref.of(Club.class, 1));
	}

	@Test
	void objectsWithoutAKeyAreEqualByThemselves() {
		assertThat(Many.of(List.of(new Club(null, "a")))).isEqualTo(Many.of(List.of(new Club(null, "a"))))
			.hasSameHashCodeAs(Many.of(List.of(new Club(null, "a"))))
			.isNotEqualTo(Many.of(List.of(new Club(null, "b"))));
		assertThat(Ref.to(new Club(null, "a"))).isNotEqualTo(Ref.to(new Club(null, "a")));
	}

	@Test
	void theKeysArePrinted() {
		assertThat(Many.of(List.of(new Club(1L, "a"), new Club(null, "b")))).hasToString("[Club(1), Club(unsaved)]");
		assertThat(One.of(new Club(1L, "a"))).hasToString("Club(1)");
		assertThat(One.none()).hasToString("none");
		assertThat(Ref.of(Club.class, 7)).hasToString("Club(7)");
	}

	@Test
	void circlesOfObjectsArePrintedComparedAndHashed() {
		Member ann = new Member(1L, Many.of());
		Member bob = new Member(2L, Many.of());
		ann.friends = Many.of(List.of(bob));
		bob.friends = Many.of(List.of(ann));

		assertThat(ann.hashCode()).isEqualTo(ann.hashCode());
		assertThat(ann).hasToString("1 with [Member(2)]").isNotEqualTo(bob);
		assertThat(ann.friends).isEqualTo(Many.of(List.of(bob))).isNotEqualTo(bob.friends);
	}

	@Test
	void whatNeedsADatabaseSaysWhatToCall() {
		Many<Club> many = Many.of(List.of(new Club(1L, "a")));

		assertThatExceptionOfType(RelationNotLoadedException.class).isThrownBy(() -> many.aadd(1))
			.withMessageContaining("related(");
		assertThatExceptionOfType(RelationNotLoadedException.class).isThrownBy(many::aclear)
			.withMessageContaining("related(");
		assertThatExceptionOfType(RelationNotLoadedException.class).isThrownBy(() -> many.filter("name", "a"))
			.withMessageContaining("related(");
		assertThatExceptionOfType(RelationNotLoadedException.class).isThrownBy(() -> Ref.of(Club.class, 1).get())
			.withMessageContaining("aget(");
	}

	@Model
	record Club(@Nullable Long id, String name) {
	}

	/** A model whose objects can refer to each other in a circle. */
	@Model
	static final class Member {

		private final Long id;

		@ManyToMany(symmetrical = true)
		private Many<Member> friends;

		Member(Long id, Many<Member> friends) {
			this.id = id;
			this.friends = friends;
		}

		Long id() {
			return this.id;
		}

		Many<Member> friends() {
			return this.friends;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Member that && this.id.equals(that.id) && this.friends.equals(that.friends);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.id, this.friends);
		}

		@Override
		public String toString() {
			return this.id + " with " + this.friends;
		}

	}

}
