package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.Range;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Row;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.jdbc.OwnTypeModels.Place;
import io.asyncorm.jdbc.OwnTypeModels.Ranges;
import io.asyncorm.jdbc.TypeModels.Coded;
import io.asyncorm.jdbc.TypeModels.CodedConverter;
import io.asyncorm.jdbc.TypeModels.Mail;
import io.asyncorm.jdbc.TypeModels.Numbered;
import io.asyncorm.jdbc.TypeModels.NumberedConverter;
import io.asyncorm.jdbc.TypeModels.Plain;
import io.asyncorm.jdbc.TypeModels.Stamp;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.jdbc.TypeCell.assertValue;
import static io.asyncorm.jdbc.TypeCell.assertValues;
import static io.asyncorm.jdbc.TypeCell.component;
import static io.asyncorm.jdbc.TypeCell.id;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models whose keys are of every type that keys can be of, and one that refers to all of
 * them.
 */
final class TypeKeys {

	static final List<Class<?>> ALL = List.of(TextKey.class, TruthKey.class, ShortKey.class, IntKey.class,
			LongKey.class, RealKey.class, FloatingKey.class, DecimalKey.class, NumberKey.class, BigKey.class,
			DateKey.class, TimeKey.class, LocalKey.class, InstantKey.class, LengthKey.class, UuidKey.class,
			PlainKey.class, ByteKey.class, LetterKey.class, OffsetKey.class, ZonedKey.class, YearKey.class,
			MonthKey.class, LinkKey.class, LanguageKey.class, MoneyKey.class, CodedKey.class, NumberedKey.class,
			MailKey.class, StampKey.class, PlaceKey.class, Links.class);

	/** Those that PostgreSQL has. */
	static final List<Class<?>> RANGES = List.of(IntegerRangeKey.class, LongRangeKey.class, DecimalRangeKey.class,
			DateRangeKey.class, LocalRangeKey.class, InstantRangeKey.class, RangeLinks.class);

	private TypeKeys() {
	}

	/** A key finds its object, and what refers to it, in every way. */
	static <M> void check(TypeDatabase types, TypeRow row, Class<M> model) {
		ModelWrites<M> keyWrites = types.writes(model);
		QuerySet<M> objects = types.all(model);
		for (Object key : row.values()) {
			keyWrites.create(kw("id", key).and("name", "n" + row.values().indexOf(key))).join();
		}

		M found = objects.filter("pk", row.some()).aget().join();
		assertValue(id(found), row.read().apply(row.some()));
		assertThat(objects.ainBulk(List.of(row.some())).join())
			.containsExactly(Map.entry(Objects.requireNonNull(id(found)), found));
		M saved = keyWrites.save(found).join();
		assertThat(saved).isEqualTo(found);
		assertThat(objects.aupdateOrCreate(kw("id", row.some()), defaults("name", "n1")).join().created()).isFalse();
		assertThat(objects.abulkCreate(List.of(found), updateConflicts("name").uniqueFields("id")).join())
			.containsExactly(found);
		assertThat(objects.acount().join()).isEqualTo(row.values().size());
		checkLinks(types, row, found, links(row));
		checkExtremes(types, row, model, links(row));
		objects.adelete().join();
	}

	private static Class<?> links(TypeRow row) {
		return (row.model() == Ranges.class) ? RangeLinks.class : Links.class;
	}

	/** What refers to the key finds it, and is deleted with it. */
	private static <L> void checkLinks(TypeDatabase types, TypeRow row, Object found, Class<L> model) {
		L link = types.writes(model).create(kw(row.property(), Ref.to(found))).join();
		QuerySet<L> links = types.all(model).filter("pk", id(link));
		assertThat(links.filter(row.property(), row.some()).acount().join()).isEqualTo(1);
		assertThat(links.filter(row.property(), found).acount().join()).isEqualTo(1);
		assertThat(links.filter(row.property() + "__name", "n1").acount().join()).isEqualTo(1);
		assertThat(links.filter(row.property() + "__id__in", row.values()).acount().join()).isEqualTo(1);
		assertThat(target(links.selectRelated(row.property()).aget().join(), row)).isEqualTo(found);
		assertThat(target(links.prefetchRelated(row.property()).aget().join(), row)).isEqualTo(found);
		assertThat(links.values(row.property()).aget().join()).containsEntry(row.property(), id(found));
		types.all(found.getClass()).filter("pk", row.some()).adelete().join();
		assertThat(links.acount().join()).isZero();
	}

	/** Keys that are the first, the last and the oddest of the type, together. */
	private static <M, L> void checkExtremes(TypeDatabase types, TypeRow row, Class<M> model, Class<L> linking) {
		List<Object> keys = new ArrayList<>();
		List<Object> read = new ArrayList<>();
		row.extremes()
			.filter((one) -> one.isKey(types.engine().database()) && !read.contains(one.read()))
			.forEach((one) -> {
				keys.add(one.value());
				read.add(one.read());
			});
		if (keys.isEmpty()) {
			return;
		}
		types.all(model).adelete().join();
		for (Object key : keys) {
			types.writes(model).create(kw("id", key).and("name", key.toString())).join();
		}
		List<L> links = new ArrayList<>();
		for (Object key : keys) {
			links.add(types.writes(linking).create(kw(row.property(), key)).join());
		}

		Map<Object, M> found = types.all(model).ainBulk(keys).join();
		assertValues(new ArrayList<>(found.keySet())).containsExactlyInAnyOrderElementsOf(read);
		for (Object key : keys) {
			M object = types.all(model).filter("pk", key).aget().join();
			assertThat(component(object, "name")).isEqualTo(key.toString());
			assertThat(found).containsEntry(Objects.requireNonNull(id(object)), object);
		}
		List<L> loaded = types.all(linking).orderBy("id").prefetchRelated(row.property()).alist().join();
		assertValues(loaded.stream().<Object>map((link) -> id(target(link, row))).toList()).isEqualTo(read);
		List<L> given = keys.stream()
			.map((key) -> TypeCell.holding(linking, row.property(), 1L, Ref.of(model, key)))
			.toList();
		List<L> completed = types.all(linking).aprefetchRelatedObjects(given, row.property()).join();
		assertValues(completed.stream().<Object>map((link) -> id(target(link, row))).toList()).isEqualTo(read);
		List<Row<M>> owners = types.all(model)
			.filter("pk__in", keys)
			.prefetchRelated(Prefetch.of(reverse(linking)).toAttr("found"))
			.rows()
			.alist()
			.join();
		assertThat(owners).hasSameSizeAs(keys)
			.allSatisfy((owner) -> assertThat((List<?>) owner.get("found", List.class)).hasSize(1));
		assertThat(types.all(model).filter("pk__in", keys).adelete().join().count()).isEqualTo(2 * keys.size());
	}

	private static String reverse(Class<?> linking) {
		return linking.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT) + linking.getSimpleName().substring(1);
	}

	private static Object target(Object link, TypeRow row) {
		return ((Ref<?>) Objects.requireNonNull(component(link, row.property()))).get();
	}

	@Model
	record TextKey(@PrimaryKey String id, String name) {
	}

	@Model
	record TruthKey(@PrimaryKey Boolean id, String name) {
	}

	@Model
	record ShortKey(@PrimaryKey Short id, String name) {
	}

	@Model
	record IntKey(@PrimaryKey Integer id, String name) {
	}

	@Model
	record LongKey(@PrimaryKey Long id, String name) {
	}

	@Model
	record RealKey(@PrimaryKey Float id, String name) {
	}

	@Model
	record FloatingKey(@PrimaryKey Double id, String name) {
	}

	@Model
	record NumberKey(@PrimaryKey BigDecimal id, String name) {
	}

	@Model
	record DecimalKey(@PrimaryKey @Column(precision = 10, scale = 2) BigDecimal id, String name) {
	}

	@Model
	record BigKey(@PrimaryKey BigInteger id, String name) {
	}

	@Model
	record DateKey(@PrimaryKey LocalDate id, String name) {
	}

	@Model
	record TimeKey(@PrimaryKey LocalTime id, String name) {
	}

	@Model
	record LocalKey(@PrimaryKey LocalDateTime id, String name) {
	}

	@Model
	record InstantKey(@PrimaryKey Instant id, String name) {
	}

	@Model
	record LengthKey(@PrimaryKey Duration id, String name) {
	}

	@Model
	record UuidKey(@PrimaryKey UUID id, String name) {
	}

	@Model
	record PlainKey(@PrimaryKey Plain id, String name) {
	}

	@Model
	record ByteKey(@PrimaryKey Byte id, String name) {
	}

	@Model
	record LetterKey(@PrimaryKey Character id, String name) {
	}

	@Model
	record OffsetKey(@PrimaryKey OffsetDateTime id, String name) {
	}

	@Model
	record ZonedKey(@PrimaryKey ZonedDateTime id, String name) {
	}

	@Model
	record YearKey(@PrimaryKey Year id, String name) {
	}

	@Model
	record MonthKey(@PrimaryKey YearMonth id, String name) {
	}

	@Model
	record LinkKey(@PrimaryKey URI id, String name) {
	}

	@Model
	record LanguageKey(@PrimaryKey Locale id, String name) {
	}

	@Model
	record MoneyKey(@PrimaryKey Currency id, String name) {
	}

	@Model
	record CodedKey(@PrimaryKey @Convert(CodedConverter.class) Coded id, String name) {
	}

	@Model
	record NumberedKey(@PrimaryKey @Convert(NumberedConverter.class) Numbered id, String name) {
	}

	@Model
	record MailKey(@PrimaryKey Mail id, String name) {
	}

	@Model
	record StampKey(@PrimaryKey Stamp id, String name) {
	}

	@Model
	record PlaceKey(@PrimaryKey Place id, String name) {
	}

	@Model
	record IntegerRangeKey(@PrimaryKey Range<Integer> id, String name) {
	}

	@Model
	record LongRangeKey(@PrimaryKey Range<Long> id, String name) {
	}

	@Model
	record DecimalRangeKey(@PrimaryKey Range<BigDecimal> id, String name) {
	}

	@Model
	record DateRangeKey(@PrimaryKey Range<LocalDate> id, String name) {
	}

	@Model
	record LocalRangeKey(@PrimaryKey Range<LocalDateTime> id, String name) {
	}

	@Model
	record InstantRangeKey(@PrimaryKey Range<Instant> id, String name) {
	}

	/** A foreign key to each of those that are ranges. */
	@Model
	record RangeLinks(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<IntegerRangeKey> integerRange,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LongRangeKey> longRange,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<DecimalRangeKey> decimalRange,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<DateRangeKey> dateRange,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LocalRangeKey> localRange,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<InstantRangeKey> instantRange) {
	}

	/** A foreign key to each of the others. */
	@Model
	record Links(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<TextKey> text,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<TruthKey> truth,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<ShortKey> shortNumber,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<IntKey> integer,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LongKey> longNumber,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<RealKey> real,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<FloatingKey> floating,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<DecimalKey> decimal,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<NumberKey> number,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<BigKey> big,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<DateKey> date,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<TimeKey> time,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LocalKey> local,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<InstantKey> instant,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LengthKey> length,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<UuidKey> uuid,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<PlainKey> plain,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<ByteKey> tiny,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LetterKey> letter,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<OffsetKey> offset,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<ZonedKey> zoned,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<YearKey> year,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<MonthKey> month,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LinkKey> link,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<LanguageKey> language,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<MoneyKey> money,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<CodedKey> coded,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<NumberedKey> numbered,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<MailKey> mail,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<StampKey> stamp,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<PlaceKey> place) {
	}

}
