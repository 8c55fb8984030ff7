package io.asyncorm.jdbc;

import java.util.List;
import java.util.function.Supplier;

import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Models whose rules for deleted rows set other keys, or are the database's own.
 */
final class DeleteRuleModels {

	static final Class<?>[] ALL = { Person.class, Place.class, Task.class, Visit.class, Phone.class, Call.class,
			Photo.class };

	private DeleteRuleModels() {
	}

	@Model
	record Person(@Nullable Long id, String name) {
	}

	@Model
	record Place(@PrimaryKey String country, @PrimaryKey String town) {
	}

	@Model
	record Task(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.SET, setValue = "1", relatedName = "tasks") Ref<Person> owner,
			@ForeignKey(onDelete = OnDelete.SET, setSupplier = Last.class,
					relatedName = "checks") Ref<Person> checker) {
	}

	@Model
	record Visit(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.SET, setSupplier = Nowhere.class) Ref<Place> place) {
	}

	@Model
	record Phone(@Nullable Long id, @ForeignKey(onDelete = OnDelete.DB_CASCADE) Ref<Person> owner) {
	}

	@Model
	record Call(@Nullable Long id, @ForeignKey(onDelete = OnDelete.DB_CASCADE) Ref<Phone> phone) {
	}

	@Model
	record Photo(@Nullable Long id, @OneToOne(onDelete = OnDelete.DB_SET_NULL) @Nullable Ref<Person> person) {
	}

	/** MariaDB has no such rule. */
	@Model
	record Letter(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.DB_SET_DEFAULT) @DatabaseDefault("1") Ref<Person> receiver) {
	}

	/** The key that a deleted one is replaced by, which can be another each time. */
	static final class Last implements Supplier<Long> {

		static volatile long key;

		@Override
		public Long get() {
			return key;
		}

	}

	static final class Nowhere implements Supplier<List<String>> {

		@Override
		public List<String> get() {
			return List.of("none", "nowhere");
		}

	}

}
