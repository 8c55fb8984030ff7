package io.asyncorm.failures;

import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An interrupt that the application's code leaves behind on a lane is nobody else's.
 */
@Timeout(120)
class InterruptsIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void aConstructorThatInterruptsItsThreadFailsNoOperation(TestDatabase database) {
		try (HikariDataSource pool = database.create(1);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Rude.class).schemaAction(SchemaAction.CREATE).build()) {
			RudeOnes rude = orm.repository(RudeOnes.class);

			Rude created = await(rude.acreate(kw("name", "a")));
			await(rude.asave(created));
			await(rude.aupdateOrCreate(kw("name", "b"), defaults()));
			await(rude.agetOrCreate(kw("name__istartswith", "B"), defaults("name", "c")));
			List<Rude> read = new ArrayList<>();
			await(rude.aiterator(1).forEach(read::add));

			assertThat(await(rude.orderBy("name").alist())).extracting(Rude::name).containsExactly("a", "b");
			assertThat(read).hasSize(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aTaskDecoratorThatInterruptsItsThreadFailsNoOperation(TestDatabase database) {
		try (HikariDataSource pool = database.create(1);
				AsyncOrm orm = AsyncOrm.builder(pool)
					.models(Rude.class)
					.schemaAction(SchemaAction.CREATE)
					.taskDecorator((task) -> () -> {
						interruptVirtual();
						task.run();
						interruptVirtual();
					})
					.build()) {
			RudeOnes rude = orm.repository(RudeOnes.class);

			await(rude.acreate(kw("name", "a")));
			await(rude.acreate(kw("name", "b")));

			assertThat(await(rude.acount())).isEqualTo(2);
		}
	}

	private static void interruptVirtual() {
		if (Thread.currentThread().isVirtual()) {
			Thread.currentThread().interrupt();
		}
	}

	@Model
	record Rude(@Nullable Long id, @Column(unique = true, length = 20) String name) {

		Rude {
			interruptVirtual();
		}

	}

	interface RudeOnes extends AsyncRepository<Rude, Long> {

	}

}
