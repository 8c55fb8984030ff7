package io.asyncorm.queryset;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.MultipleObjectsReturnedException;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.QueryTimeoutException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Short lists that wait for a lane become one statement where the database has one for
 * them, and nobody can tell: each has its own rows, in order, and its own failure.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource
class MergedListsIntegrationTests {

	private static final int AUTHORS = 30;

	private static final int BOOKS = 25;

	private final OneLaneShop shop;

	private final Writers writers;

	private final Volumes volumes;

	MergedListsIntegrationTests(TestDatabase database) {
		this.shop = new OneLaneShop(database,
				(builder) -> builder.models(Writer.class, Volume.class).merge(MergeKind.LISTS));
		this.writers = this.shop.repository(Writers.class);
		this.volumes = this.shop.repository(Volumes.class);
	}

	@BeforeEach
	void insert() {
		List<Writer> all = await(this.writers
			.abulkCreate(IntStream.range(0, AUTHORS).mapToObj((number) -> new Writer(null, "W" + number)).toList()));
		await(this.volumes.abulkCreate(all.stream()
			.flatMap((writer) -> IntStream.range(0, BOOKS)
				.mapToObj((number) -> new Volume(null, "T" + number * 7 % BOOKS, number, number % 2 == 0,
						(number % 3 == 0) ? null : LocalDate.of(2026, 1, number + 1),
						(number % 2 == 0) ? Binding.HARD : Binding.SOFT, Ref.to(writer))))
			.toList()));
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void listsThatWaitAreOneStatement() {
		assertSame((writer) -> this.volumes.filter("writer", writer).orderBy("title").slice(0, 20).alist(), 1);
	}

	@Test
	void listsOfOneShapeDifferInAnyOfTheirValues() {
		assertSame((writer) -> this.volumes
			.filter(kw("writer", writer, "hard", writer % 2 == 0, "binding",
					(writer % 2 == 0) ? Binding.HARD : Binding.SOFT))
			.filter("published__isnull", false)
			.orderBy("-pages", "title")
			.slice(writer % 3, writer % 3 + 4)
			.alist(), 3);
		assertSame((writer) -> this.volumes.filter("title", "T" + writer).orderBy("-pk").slice(0, 3).alist(), 1);
		assertSame((writer) -> this.volumes.filter("published", LocalDate.of(2026, 1, (int) (writer % 25) + 1))
			.orderBy("pk")
			.slice(0, 3)
			.alist(), 1);
	}

	@Test
	void otherResultsOfAFewRowsAreMergedToo() {
		assertSame((writer) -> this.volumes.filter("writer", writer).orderBy("-title").afirst(), 1);
		assertSame((writer) -> this.volumes.filter("writer", writer)
			.orderBy("title")
			.slice(0, 3)
			.values("title", "pages")
			.alist(), 1);
		assertSame((writer) -> this.volumes.filter("writer", writer)
			.orderBy("title")
			.slice(0, 3)
			.valuesList(Volume::title)
			.alist(), 1);
		assertSame((writer) -> this.volumes.filter("writer", writer)
			.selectRelated("writer")
			.orderBy("title")
			.slice(0, 3)
			.alist()
			.thenApply((found) -> found.stream().map((volume) -> volume.writer().get().name()).toList()), 1);
	}

	@Test
	void declaredMethodsAreMergedToo() {
		assertSame((writer) -> this.volumes.afirst(Ref.of(Writer.class, writer)), 1);
	}

	@Test
	void whatIsNoShortListHasAStatementOfItsOwn() {
		assertSame((writer) -> this.volumes.filter("writer", writer).orderBy("title").alist(), AUTHORS);
		assertSame((writer) -> this.volumes.filter("writer", writer).orderBy("title").slice(0, 101).alist(), AUTHORS);
		assertSame((writer) -> this.volumes.filter("writer", writer)
			.filter("pages__gte", 3)
			.orderBy("title")
			.slice(0, 3)
			.alist(), AUTHORS);
		assertSame((writer) -> this.volumes.filter("writer__name", "W" + writer).orderBy("title").slice(0, 3).alist(),
				AUTHORS);
	}

	@Test
	void eachHasItsOwnFailure() {
		this.shop.hold();
		CompletableFuture<Volume> none = this.volumes.filter("pages", -1).aget();
		CompletableFuture<Volume> many = this.volumes.filter("pages", 1).aget();
		CompletableFuture<List<Volume>> empty = this.volumes.filter("pages", -2).slice(0, 21).alist();

		this.shop.release();

		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> await(none));
		assertThatExceptionOfType(MultipleObjectsReturnedException.class).isThrownBy(() -> await(many));
		assertThat(await(empty)).isEmpty();
		assertThat(selects()).hasSize(this.shop.merges() ? 1 : 3);
	}

	@Test
	void aRowThatCannotBeReadFailsOneOfThem() {
		await(this.volumes.filter("writer", 5L).filter("title", "T3").aupdate(kw("title", "")));
		this.shop.hold();
		List<CompletableFuture<List<Volume>>> lists = lists();

		this.shop.release();

		for (int i = 0; i < AUTHORS; i++) {
			CompletableFuture<List<Volume>> list = lists.get(i);
			if (i == 4) {
				assertThatExceptionOfType(UnreadableRowException.class).isThrownBy(() -> await(list))
					.withMessageContaining("no title");
			}
			else {
				assertThat(await(list)).hasSize(20);
			}
		}
	}

	@Test
	void whoIsCancelledOrLateLeavesTheOthersAlone() {
		List<List<Volume>> alone = await(gather(lists()));
		this.shop.hold();
		CompletableFuture<List<Volume>> late = this.volumes.filter("writer", 1L)
			.orderBy("title")
			.slice(0, 20)
			.timeout(Duration.ofMillis(20))
			.alist();
		List<CompletableFuture<List<Volume>>> lists = lists();
		lists.get(7).cancel(true);
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(late));

		this.shop.release();

		for (int i = 0; i < AUTHORS; i++) {
			if (i == 7) {
				assertThat(lists.get(i)).isCancelled();
			}
			else {
				assertThat(await(lists.get(i))).isEqualTo(alone.get(i));
			}
		}
		assertThat(selects()).hasSize(this.shop.merges() ? 1 : AUTHORS - 1);
	}

	@Test
	void equalListsShareAStatementButNoObject() {
		this.shop.hold();
		List<CompletableFuture<List<Volume>>> lists = IntStream.range(0, 10).mapToObj((each) -> list(3)).toList();

		this.shop.release();

		Set<Volume> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
		await(gather(lists)).forEach(distinct::addAll);
		assertThat(distinct).hasSize(200);
		assertThat(selects()).hasSize(this.shop.merges() ? 1 : 10);
	}

	private List<CompletableFuture<List<Volume>>> lists() {
		return LongStream.rangeClosed(1, AUTHORS).mapToObj(this::list).toList();
	}

	private CompletableFuture<List<Volume>> list(long writer) {
		return this.volumes.filter("writer", writer).orderBy("title").slice(0, 20).alist();
	}

	/** Together they give what each gives alone. */
	private <R> void assertSame(Function<Long, CompletableFuture<R>> call, int statements) {
		List<R> alone = LongStream.rangeClosed(1, AUTHORS).mapToObj((writer) -> await(call.apply(writer))).toList();
		assertThat(alone).hasSize(AUTHORS);
		this.shop.hold();
		List<CompletableFuture<R>> calls = new ArrayList<>();
		LongStream.rangeClosed(1, AUTHORS).forEach((writer) -> calls.add(call.apply(writer)));

		this.shop.release();

		assertThat(await(gather(calls))).isEqualTo(alone);
		assertThat(selects()).hasSize(this.shop.merges() ? statements : AUTHORS);
	}

	private List<String> selects() {
		return this.shop.statements("^SELECT .* FROM .volume");
	}

	enum Binding {

		HARD, SOFT

	}

	@Model
	record Writer(@Nullable Long id, @Column(length = 50) String name) {
	}

	@Model
	record Volume(@Nullable Long id, @Column(length = 50) String title, int pages, boolean hard,
			@Nullable LocalDate published, Binding binding,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Writer> writer) {

		Volume {
			if (title.isEmpty()) {
				throw new IllegalArgumentException("There is no title");
			}
		}

	}

	interface Writers extends AsyncRepository<Writer, Long> {

	}

	interface Volumes extends AsyncRepository<Volume, Long> {

		CompletableFuture<Optional<Volume>> afirst(Ref<Writer> writer);

	}

}
