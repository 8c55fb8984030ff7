package io.asyncorm.declared;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.AutoNowAdd;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SoftDelete;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.model.Version;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;
import io.asyncorm.repository.NewValue;
import org.jspecify.annotations.Nullable;

/**
 * Models with values that are embedded: required and nullable ones, one within another,
 * with a converter, defaults and times of their own.
 */
final class Clients {

	private Clients() {
	}

	record Geo(double lat, double lon) {
	}

	record Address(@Column(length = 60) String street, @Nullable String city, @DefaultValue("DE") String country,
			@Embedded @Nullable Geo geo) {

		Address {
			if (street.isBlank()) {
				throw new IllegalArgumentException("an address has a street");
			}
			street = street.strip();
		}

		static Address of(String street, @Nullable String city) {
			return new Address(street, city, "DE", null);
		}

	}

	record Level(int rank) {
	}

	static class LevelConverter implements AttributeConverter<Level, String> {

		@Override
		public String toColumn(Level value) {
			return "L" + value.rank();
		}

		@Override
		public Level fromColumn(String stored) {
			return new Level(Integer.parseInt(stored.substring(1)));
		}

	}

	record Standing(@Convert(LevelConverter.class) Level level, BigDecimal credit) {
	}

	record Trail(@AutoNowAdd @Nullable Instant added, @Nullable String source) {
	}

	@Model(ordering = "home__city", uniqueTogether = @UniqueTogether({ "name", "home__street" }))
	record Client(@Nullable Long id, String name, @Embedded Address home,
			@Embedded(prefix = "post_") @Nullable Address mail, @Embedded Standing standing, @Embedded Trail trail,
			@Version int version, @SoftDelete @Nullable Instant gone) {

		static Client of(String name, Address home, @Nullable Address mail) {
			return new Client(null, name, home, mail, new Standing(new Level(1), new BigDecimal("10.50")),
					new Trail(null, "web"), 0, null);
		}

	}

	@Model
	record Job(@Nullable Long id, String title, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Client> client) {
	}

	/** Reads a part, and a whole. */
	record Label(String name, String homeStreet, @Nullable Address mail) {
	}

	interface ClientRepository extends AsyncRepository<Client, Long> {

		CompletableFuture<List<Client>> alist(String home__city);

		CompletableFuture<List<Client>> alistByHomeCityOrderByHomeStreetDesc(String city);

		CompletableFuture<Optional<Client>> afirst(Address home);

		CompletableFuture<List<Address>> alistHomeOrderByName();

		CompletableFuture<Optional<Address>> afirstMailByName(String name);

		CompletableFuture<Long> aupdate(String name, @NewValue @Nullable Address mail);

		CompletableFuture<UpdateOrCreate<Client>> aupdateOrCreate(String name, String home__street,
				@Defaults String home__city, @Defaults Standing standing);

	}

	interface JobRepository extends AsyncRepository<Job, Long> {

	}

}
