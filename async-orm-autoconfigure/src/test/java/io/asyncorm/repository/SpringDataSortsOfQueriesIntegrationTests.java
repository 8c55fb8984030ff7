package io.asyncorm.repository;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Sort;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for orders by values of several columns, of rows that a {@link Query} gives.
 */
class SpringDataSortsOfQueriesIntegrationTests {

	@Test
	void valuesOfSeveralColumnsCannotBeSortedByAndTheirColumnsCan() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(1);
				AsyncOrm orm = AsyncOrm.builder(pool)
					.models(List.of(Seat.class))
					.schemaAction(SchemaAction.CREATE)
					.build()) {
			Seats seats = orm.repository(Seats.class);
			await(seats.acreate(new Seat(new SeatKey(1, 2), new Colour("red", "dark"))));
			await(seats.acreate(new Seat(new SeatKey(1, 1), new Colour("blue", "light"))));

			assertThat(await(seats.alist(Sort.by("place")))).extracting((seat) -> seat.pk().place())
				.containsExactly(1, 2);
			assertThat(await(seats.alist(Sort.by("colour.name")))).extracting((seat) -> seat.pk().place())
				.containsExactly(1, 2);
			for (String several : List.of("pk", "colour")) {
				assertThatExceptionOfType(InvalidValueException.class)
					.isThrownBy(() -> await(seats.alist(Sort.by(several))))
					.withMessageContaining("'" + several + "' is no property to sort by");
			}
		}
	}

	@Model
	record Seat(@PrimaryKey SeatKey pk, @Embedded Colour colour) {
	}

	record SeatKey(int line, int place) {
	}

	record Colour(String name, String tone) {
	}

	interface Seats extends AsyncRepository<Seat, SeatKey> {

		@Query("select * from seat")
		CompletableFuture<List<Seat>> alist(Sort sort);

	}

}
