package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Merge;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lookups by unique keys that wait for a lane become one statement, and nobody can tell:
 * each has its own object, its own failure and its own line.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource
class MergedLookupsIntegrationTests {

	private static final int MEMBERS = 300;

	private final OneLaneShop shop;

	private final Members members;

	private final Cities cities;

	MergedLookupsIntegrationTests(TestDatabase database) {
		this.shop = new OneLaneShop(database, (builder) -> builder.models(Member.class, City.class));
		this.members = this.shop.repository(Members.class);
		this.cities = this.shop.repository(Cities.class);
	}

	@BeforeEach
	void insert() {
		City city = await(this.cities.acreate("Ulm"));
		await(this.members.abulkCreate(IntStream.range(0, MEMBERS)
			.mapToObj((number) -> new Member(null, "member" + number, "code" + number, number, Ref.to(city)))
			.toList()));
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void lookupsThatWaitAreOneStatement() {
		List<Member> all = await(this.members.all().orderBy("pk").alist());
		this.shop.hold();
		List<CompletableFuture<Member>> byKey = all.stream().map((member) -> this.members.aget(member.id())).toList();
		List<CompletableFuture<Optional<Member>>> byName = all.stream()
			.map((member) -> this.members.filter("name", member.name()).afirst())
			.toList();

		this.shop.release();

		assertThat(await(gather(byKey))).isEqualTo(all);
		assertThat(await(gather(byName))).extracting(Optional::orElseThrow).isEqualTo(all);
		assertThat(selects()).hasSize(2);
	}

	@Test
	void eachHasItsOwnFailure() {
		List<Member> all = await(this.members.all().orderBy("pk").alist());
		this.shop.hold();
		CompletableFuture<Member> missing = this.members.aget(-7L);
		CompletableFuture<Optional<Member>> none = this.members.filter(kw("id", -8)).afirst();
		List<CompletableFuture<Member>> there = all.stream().map((member) -> this.members.aget(member.id())).toList();

		this.shop.release();

		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> await(missing))
			.withMessageContaining("'Member.aget' wants one row, but there is none with id -7");
		assertThat(await(none)).isEmpty();
		assertThat(await(gather(there))).isEqualTo(all);
		assertThat(selects()).hasSize(1);
	}

	@Test
	void aRowThatCannotBeReadFailsOneOfThem() {
		List<Member> all = await(this.members.all().orderBy("pk").alist());
		await(this.members.filter("name", "member5").aupdate(kw("number", -1)));
		this.shop.hold();
		List<CompletableFuture<Member>> lookups = all.stream().map((member) -> this.members.aget(member.id())).toList();

		this.shop.release();

		for (int i = 0; i < lookups.size(); i++) {
			CompletableFuture<Member> lookup = lookups.get(i);
			if (i == 5) {
				assertThatExceptionOfType(UnreadableRowException.class).isThrownBy(() -> await(lookup))
					.withMessageContaining("There is no number -1");
			}
			else {
				assertThat(await(lookup)).isEqualTo(all.get(i));
			}
		}
	}

	@Test
	void whoIsCancelledLeavesTheOthersAlone() {
		List<Member> all = await(this.members.all().orderBy("pk").alist());
		this.shop.hold();
		List<CompletableFuture<Member>> lookups = all.stream().map((member) -> this.members.aget(member.id())).toList();
		for (int i = 0; i < MEMBERS; i += 2) {
			lookups.get(i).cancel(true);
		}

		this.shop.release();

		for (int i = 0; i < MEMBERS; i++) {
			if (i % 2 == 0) {
				assertThat(lookups.get(i)).isCancelled();
			}
			else {
				assertThat(await(lookups.get(i))).isEqualTo(all.get(i));
			}
		}
		assertThat(selects()).hasSize(1);
	}

	@Test
	void whatTheDatabaseThinksEqualIsFound() {
		List<String> codes = List.of("CODE3", "code4 ", "code5");
		List<Optional<Member>> alone = codes.stream().map((code) -> await(byCode(code))).toList();
		this.shop.hold();
		List<CompletableFuture<Optional<Member>>> merged = codes.stream().map(this::byCode).toList();

		this.shop.release();

		assertThat(await(gather(merged))).isEqualTo(alone);
		assertThat(alone.get(1)).isPresent();
		assertThat(alone.get(2)).isPresent();
	}

	@Test
	void whatIsNotThereIsAskedForOnce() {
		this.shop.hold();
		List<CompletableFuture<Optional<Member>>> lookups = Stream
			.of("Member1", "member1 ", "mémber1", "member1", "none")
			.map((name) -> this.members.filter("name", name).afirst())
			.toList();

		this.shop.release();

		assertThat(await(gather(lookups))).extracting(Optional::isPresent)
			.containsExactly(false, false, false, true, false);
		assertThat(selects()).hasSize(1);
	}

	private CompletableFuture<Optional<Member>> byCode(String code) {
		return this.members.filter("code", code).afirst();
	}

	@Test
	void noTwoCallersShareAnObject() {
		Member one = await(this.members.aget(kw("number", 1)));
		this.shop.hold();
		List<CompletableFuture<Member>> lookups = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			lookups.add(this.members.aget(one.id()));
		}

		this.shop.release();

		Set<Member> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
		distinct.addAll(await(gather(lookups)));
		assertThat(distinct).hasSize(20);
	}

	@Test
	void readsInBulkAreOneStatement() {
		List<Long> keys = await(this.members.all().orderBy("pk").valuesList(Member::id).alist());
		QuerySet<Member> ordered = this.members.all().orderBy("-number");
		List<List<Long>> parts = IntStream.range(0, 30)
			.mapToObj((part) -> keys.subList(part * 10, part * 10 + 10))
			.toList();
		List<List<?>> alone = parts.stream().<List<?>>map((part) -> entries(await(ordered.ainBulk(part)))).toList();
		this.shop.hold();
		List<CompletableFuture<Map<Object, Member>>> merged = new ArrayList<>();
		parts.forEach((part) -> merged.add(ordered.ainBulk(part)));
		CompletableFuture<Map<Object, Member>> missing = ordered.ainBulk(List.of(-1L, -2L));
		CompletableFuture<List<Member>> unordered = this.members.filter("name__in", List.of("member7", "MEMBER7"))
			.alist();

		this.shop.release();

		assertThat(await(gather(merged)).stream().<List<?>>map(MergedLookupsIntegrationTests::entries).toList())
			.isEqualTo(alone);
		assertThat(await(missing)).isEmpty();
		assertThat(await(unordered)).extracting(Member::number).containsExactly(7);
		assertThat(selects()).hasSize(2);
	}

	/** In their order, which maps leave out of what is equal. */
	private static List<?> entries(Map<?, ?> map) {
		return List.copyOf(map.entrySet());
	}

	@Test
	void aKeyThatSeveralAskForIsAnObjectForEach() {
		List<Long> keys = await(this.members.all().orderBy("pk").valuesList(Member::id).alist());
		this.shop.hold();
		CompletableFuture<Map<Object, Member>> first = this.members.ainBulk(keys.subList(0, 2));
		CompletableFuture<Map<Object, Member>> second = this.members.ainBulk(keys.subList(1, 3));
		CompletableFuture<Member> third = this.members.aget(keys.get(1));

		this.shop.release();

		Set<Member> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
		distinct.addAll(await(first).values());
		distinct.addAll(await(second).values());
		distinct.add(await(third));
		assertThat(distinct).hasSize(5);
		assertThat(selects()).hasSizeGreaterThan(1);
	}

	@Test
	void whatTheDatabaseThinksEqualIsFoundInBulkToo() {
		List<String> codes = List.of("code3", "code4 ", "CODE5");
		List<Member> alone = await(this.members.filter("code__in", codes).orderBy("pk").alist());
		this.shop.hold();
		List<CompletableFuture<List<Member>>> merged = IntStream.range(0, 5)
			.mapToObj((call) -> this.members.filter("code__in", codes).orderBy("pk").alist())
			.toList();

		this.shop.release();

		assertThat(alone).hasSizeGreaterThan(1);
		assertThat(await(gather(merged))).allMatch(alone::equals);
	}

	@Test
	void relatedObjectsComeAlong() {
		List<Member> all = await(this.members.all().orderBy("pk").alist());
		this.shop.hold();
		List<CompletableFuture<Member>> lookups = all.stream()
			.map((member) -> this.members.filter("pk", member.id()).selectRelated("city").aget())
			.toList();
		CompletableFuture<Member> plain = this.members.aget(all.get(0).id());

		this.shop.release();

		assertThat(await(gather(lookups)))
			.allSatisfy((member) -> assertThat(member.city().get().name()).isEqualTo("Ulm"));
		assertThat(await(plain).city().isLoaded()).isFalse();
		assertThat(selects()).hasSize(2);
	}

	@Test
	void aRepositorySaysThatNothingIsMerged() {
		Unmerged unmerged = this.shop.repository(Unmerged.class);
		this.shop.hold();
		List<CompletableFuture<Optional<Member>>> lookups = IntStream.range(0, 20)
			.mapToObj((number) -> unmerged.filter("number", number).afirst())
			.toList();

		this.shop.release();

		assertThat(await(gather(lookups))).extracting(Optional::orElseThrow)
			.extracting(Member::number)
			.containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
		assertThat(selects()).hasSize(20);
	}

	private List<String> selects() {
		return this.shop.statements("^SELECT .* FROM .member");
	}

	@Model
	record City(@Nullable Long id, @Column(length = 50) String name) {
	}

	@Model
	record Member(@Nullable Long id, @Column(length = 50, unique = true) String name,
			@Column(type = "char(10)", unique = true) String code, @Column(unique = true) int number,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<City> city) {

		Member {
			if (number < 0) {
				throw new IllegalArgumentException("There is no number " + number);
			}
		}

	}

	interface Members extends AsyncRepository<Member, Long> {

	}

	@Merge({})
	interface Unmerged extends AsyncRepository<Member, Long> {

	}

	interface Cities extends AsyncRepository<City, Long> {

		CompletableFuture<City> acreate(String name);

	}

}
