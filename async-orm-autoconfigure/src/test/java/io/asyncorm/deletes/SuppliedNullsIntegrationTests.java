package io.asyncorm.deletes;

import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Suppliers of values that give null: of a default, and of {@code onDelete = SET}.
 */
@ParameterizedClass
@EnumSource
class SuppliedNullsIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final People people;

	SuppliedNullsIntegrationTests(TestDatabase database) {
		this.pool = database.create(2);
		this.orm = AsyncOrm.builder(this.pool).models(Person.class).schemaAction(SchemaAction.CREATE).build();
		this.people = this.orm.repository(People.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aDefaultMayBeNull() {
		assertThat(await(this.people.acreate(kw("name", "Ann"))).nick()).isNull();
	}

	@Test
	void aForeignKeyMayBeSetToNull() {
		Person ann = await(this.people.acreate(new Person(null, "Ann", "a", null)));
		Person bob = await(this.people.acreate(new Person(null, "Bob", "b", Ref.to(ann))));

		assertThat(await(this.people.adelete(ann)).count()).isEqualTo(1);
		assertThat(await(this.people.arefresh(bob)).boss()).isNull();
	}

	@Model
	record Person(@Nullable Long id, String name, @DefaultValue(supplier = Nobody.class) @Nullable String nick,
			@ForeignKey(onDelete = OnDelete.SET, setSupplier = NobodyElse.class) @Nullable Ref<Person> boss) {
	}

	static final class Nobody implements Supplier<@Nullable String> {

		@Override
		public @Nullable String get() {
			return null;
		}

	}

	static final class NobodyElse implements Supplier<@Nullable Long> {

		@Override
		public @Nullable Long get() {
			return null;
		}

	}

	interface People extends AsyncRepository<Person, Long> {

	}

}
