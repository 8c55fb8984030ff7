package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.asyncorm.jdbc.ConvertedModels.Ordinals;
import io.asyncorm.jdbc.ConvertedModels.Reversed;
import io.asyncorm.jdbc.ConvertedModels.State;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.AutoNow;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.NewValue;
import io.asyncorm.repository.Query;
import io.asyncorm.repository.RepositoryProxyFactory;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.value;
import static io.asyncorm.Orm.when;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Converters of types that columns have by themselves, of interfaces and collections, and
 * records of one value with type parameters.
 */
@ParameterizedClass
@EnumSource
class AttributeConverterIntegrationTests {

	private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");

	private static final LocalDateTime BUILT = LocalDateTime.of(2026, 1, 31, 12, 30);

	private final TestDatabase kind;

	private final WriteDatabase database;

	private final QuerySet<Device> devices;

	private final ModelWrites<Device> writes;

	private Device device;

	AttributeConverterIntegrationTests(TestDatabase database) {
		this.kind = database;
		this.database = new WriteDatabase(database, List.of(new ZoneConverter(), new TagsConverter()), Device.class,
				Reading.class);
		this.devices = this.database.all(Device.class);
		this.writes = this.database.writes(Device.class);
		this.device = new Device(null, true, State.OFF, new Level(Size.LARGE), new Stamp(Instant.EPOCH),
				List.of("a", "b"), ZONE, "one", BUILT, null);
	}

	@BeforeEach
	void store() {
		this.device = this.writes.create(this.device).join();
		this.writes
			.create(kw("active", false, "state", "ON", "level", Size.SMALL, "tags", List.of()).and("secret", "two")
				.and("built", BUILT.plusDays(1)))
			.join();
		this.database.writes(Reading.class)
			.create(new Reading(null, new Amount(new BigDecimal("1.50")), Ref.to(this.device)))
			.join();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void isStoredAndReadBack() {
		assertThat(this.database.jdbc()
			.queryForMap("select \"active\", \"state\", \"level\", \"tags\", \"zone\", \"secret\", \"built\""
					+ " from \"device\" where \"id\" = 1"))
			.containsEntry("active", "Y")
			.containsEntry("state", 0)
			.containsEntry("level", "LARGE")
			.containsEntry("tags", "a,b")
			.containsEntry("zone", "Europe/Vienna")
			.containsEntry("secret", "eno");
		Device read = this.devices.filter("pk", this.device.id()).aget().join();
		assertThat(read.tags()).containsExactly("a", "b");
		assertThat(read.level()).isEqualTo(new Level(Size.LARGE));
		assertThat(read.zone()).isEqualTo(ZONE);
		assertThat(read.secret()).isEqualTo("one");
		assertThat(read.built()).isEqualTo(BUILT);
		assertThat(read.changed().at()).isAfter(Instant.EPOCH);
		assertThat(this.devices.filter("active", false).aget().join().built()).isEqualTo(BUILT.plusDays(1));
	}

	@Test
	void isLookedUpByItsValue() {
		assertThat(this.devices.filter("active", true).acount().join()).isEqualTo(1);
		assertThat(this.devices.filter("active", "false").acount().join()).isEqualTo(1);
		assertThat(this.devices.filter(where(Device::active).eq(true)).acount().join()).isEqualTo(1);
		assertThat(this.devices.filter("active__isnull", true).acount().join()).isZero();
		assertThat(this.devices.filter("tags", List.of("a", "b")).acount().join()).isEqualTo(1);
		assertThat(this.devices.filter("tags__in", List.of(List.of("a", "b"), List.of("c"))).acount().join())
			.isEqualTo(1);
		assertThat(this.devices.filter("zone", ZONE).acount().join()).isEqualTo(1);
		assertThat(this.devices.filter("secret", "one").acount().join()).isEqualTo(1);
		assertThat(this.devices.filter("state__gte", State.OFF).acount().join()).isEqualTo(2);
		assertThat(this.devices.filter("state__in", List.of("ON", State.OFF)).acount().join()).isEqualTo(2);
		assertThat(this.devices.filter("level", "LARGE").acount().join()).isEqualTo(1);
		assertThat(this.devices.filter("built", BUILT).acount().join()).isEqualTo(1);
		assertThat(this.devices.filter("built__range", List.of(BUILT, BUILT.plusHours(1))).acount().join())
			.isEqualTo(1);
		assertThat(this.devices.filter("changed__gt", new Stamp(Instant.EPOCH)).acount().join()).isEqualTo(2);
		assertThat(this.devices.filter("changed__year__gte", 2000).acount().join()).isEqualTo(2);
	}

	@Test
	void eachOfSeveralValuesIsConvertedOnce() {
		ZoneConverter.WRITTEN.set(0);

		assertThat(this.devices.filter("zone__in", List.of(ZONE, ZoneOffset.UTC)).acount().join()).isEqualTo(1);

		assertThat(ZoneConverter.WRITTEN).hasValue(2);
	}

	@Test
	void aPartOfATextIsThatOfTheColumn() {
		assertThat(this.devices.filter("secret__endswith", "ne").acount().join()).isZero();
		assertThat(this.devices.filter("secret__startswith", "en").acount().join()).isEqualTo(1);
	}

	@Test
	void isComparedWithAlternativesThatAreItsValues() {
		assertThat(this.devices.filter("state", value(State.OFF)).acount().join()).isEqualTo(1);
		assertThat(this.devices.filter("state", when(where(Device::active).eq(true), State.OFF).otherwise(State.ON))
			.acount()
			.join()).isEqualTo(2);
		assertThat(this.devices
			.filter("zone__in", List.of(when(where(Device::active).eq(true), ZONE).otherwise(ZoneOffset.UTC)))
			.acount()
			.join()).isEqualTo(1);
	}

	@Test
	void isSetToAlternativesWithinAlternatives() {
		this.devices
			.aupdate(kw("state",
					when(where(Device::active).eq(true),
							when(where(Device::secret).eq("one"), State.ON).otherwise(State.OFF))
						.otherwise(State.OFF)))
			.join();
		this.devices.filter("active", true)
			.aupdate(set(Device::tags).to(List.of("c")).and(set(Device::built).to(BUILT.plusDays(2))))
			.join();
		this.devices.filter("active", false).aupdate(kw("active", true)).join();

		assertThat(this.devices.filter("state", State.ON).aget().join().secret()).isEqualTo("one");
		assertThat(this.devices.filter("tags", List.of("c")).aget().join().built()).isEqualTo(BUILT.plusDays(2));
		assertThat(this.devices.filter("active", true).acount().join()).isEqualTo(2);
	}

	@Test
	void aRecordWithTypeParametersIsAKey() {
		Device read = this.devices.prefetchRelated("readings").filter("pk", 1).aget().join();
		assertThat(read.id()).isEqualTo(new Id<Device>(1));
		assertThat(read.readings().list()).extracting(Reading::device).extracting(Ref::key).containsExactly(read.id());
		assertThat(this.database.all(Reading.class).filter("device", read).acount().join()).isEqualTo(1);
		List<Ref<Device>> refs = List.of(this.database.all(Reading.class).aget().join().device(),
				this.database.all(Reading.class).selectRelated("device").aget().join().device(),
				this.database.all(Reading.class).prefetchRelated("device").aget().join().device());
		assertThat(refs).allMatch((ref) -> ref.equals(Ref.to(read)) && ref.key().equals(read.id()));
		assertThat(read.readings()).isEqualTo(this.devices.filter("pk", 1).aget().join().readings());
		assertThat(this.database.all(Reading.class)
			.aaggregate(kw("most", max("amount"), "twice", max(f("amount").times(2))))
			.join()).containsEntry("most", new Amount(new BigDecimal("1.50")));
		assertThat(this.devices.values("readings").orderBy("id").alist().join().get(0))
			.isEqualTo(Map.of("readings", new Id<Reading>(1)));
	}

	@Test
	void isUnderstoodInDeclaredMethodsAndInSql() {
		Devices repository = new RepositoryProxyFactory(this.database.querySets()).create(Devices.class);

		assertThat(repository.aget(new Id<>(1)).join()).isEqualTo(this.device);
		assertThat(repository.alist(true).join()).hasSize(1);
		assertThat(repository.alist(List.of("a", "b")).join()).hasSize(1);
		assertThat(repository.alist(State.OFF).join()).hasSize(1);
		assertThat(repository.aupdate(State.ON, false).join()).isEqualTo(1);
		assertThat(repository.ain(ZONE).join()).hasSize(1);
		assertThat(repository.ainState(State.OFF).join()).hasSize(1);
		assertThat(repository.astates().join()).containsExactly(State.OFF, State.ON);
	}

	@Test
	void constantsWithClassesOfTheirOwnAreElementsOfArrays() {
		TestDatabase.require(this.kind != TestDatabase.MARIADB, "MariaDB has no arrays");
		Devices repository = new RepositoryProxyFactory(this.database.querySets()).create(Devices.class);

		assertThat(repository.aleveled(List.of(Size.LARGE, Size.SMALL)).join()).hasSize(2);
	}

	record Id<T>(long value) {
	}

	record Level(Size size) {
	}

	record Stamp(Instant at) {
	}

	record Amount(BigDecimal value) {
	}

	enum Size {

		SMALL, LARGE {
			@Override
			boolean large() {
				return true;
			}
		};

		boolean large() {
			return false;
		}

	}

	@Model
	record Device(@Nullable Id<Device> id, @Convert(YesNo.class) boolean active, @Convert(Ordinals.class) State state,
			Level level, @AutoNow Stamp changed, List<String> tags, @Nullable ZoneId zone,
			@Convert(Reversed.class) String secret, @Convert(InUtc.class) LocalDateTime built,
			@Nullable Many<Reading> readings) {
	}

	@Model
	record Reading(@Nullable Id<Reading> id, @Column(precision = 8, scale = 2) Amount amount,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "readings") Ref<Device> device) {
	}

	interface Devices extends AsyncRepository<Device, Id<Device>> {

		CompletableFuture<List<Device>> alist(boolean active);

		CompletableFuture<List<Device>> alist(List<String> tags);

		CompletableFuture<List<Device>> alist(State state);

		CompletableFuture<Long> aupdate(State state, @NewValue boolean active);

		@Query("select * from \"device\" where \"zone\" = :zone")
		CompletableFuture<List<Device>> ain(ZoneId zone);

		@Query("select * from \"device\" where \"state\" = :state")
		CompletableFuture<List<Device>> ainState(State state);

		@Query("select * from \"device\" where \"level\" = any(:sizes)")
		CompletableFuture<List<Device>> aleveled(List<Size> sizes);

		@Query("select \"state\" from \"device\" order by \"id\"")
		CompletableFuture<List<State>> astates();

	}

	static final class YesNo implements AttributeConverter<Boolean, String> {

		@Override
		public String toColumn(Boolean value) {
			return value ? "Y" : "N";
		}

		@Override
		public Boolean fromColumn(String stored) {
			return stored.equals("Y");
		}

	}

	static final class InUtc implements AttributeConverter<LocalDateTime, Instant> {

		@Override
		public Instant toColumn(LocalDateTime value) {
			return value.toInstant(ZoneOffset.UTC);
		}

		@Override
		public LocalDateTime fromColumn(Instant stored) {
			return LocalDateTime.ofInstant(stored, ZoneOffset.UTC);
		}

	}

	static final class ZoneConverter implements AttributeConverter<ZoneId, String> {

		private static final AtomicInteger WRITTEN = new AtomicInteger();

		@Override
		public String toColumn(ZoneId value) {
			WRITTEN.incrementAndGet();
			return value.getId();
		}

		@Override
		public ZoneId fromColumn(String stored) {
			return ZoneId.of(stored);
		}

	}

	static final class TagsConverter implements AttributeConverter<List<String>, String> {

		@Override
		public String toColumn(List<String> value) {
			return String.join(",", value);
		}

		@Override
		public List<String> fromColumn(String stored) {
			return stored.isEmpty() ? List.of() : Arrays.asList(stored.split(","));
		}

	}

}
