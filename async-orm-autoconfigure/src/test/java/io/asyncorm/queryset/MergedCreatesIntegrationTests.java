package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.asyncorm.model.Column;
import io.asyncorm.model.CreatedBy;
import io.asyncorm.model.Model;
import io.asyncorm.query.MergeKind;
import io.asyncorm.queryset.OneLaneShop.Door;
import io.asyncorm.queryset.OneLaneShop.Doors;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Inserts that wait for a lane become one statement on PostgreSQL, and on no database can
 * anybody tell: each has its own object or its own failure, and what failed is not
 * stored.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource
class MergedCreatesIntegrationTests {

	private static final int VISITS = 100;

	private final OneLaneShop shop;

	private final Visits visits;

	private final Doors doors;

	private final ThreadLocal<String> user = ThreadLocal.withInitial(() -> "nobody");

	MergedCreatesIntegrationTests(TestDatabase database) {
		this.shop = new OneLaneShop(database,
				(builder) -> builder.models(Visit.class).merge(MergeKind.CREATES).currentUser(this.user::get));
		this.visits = this.shop.repository(Visits.class);
		this.doors = this.shop.repository(Doors.class);
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void createsThatWaitAreOneStatement() {
		this.shop.hold();
		List<CompletableFuture<Visit>> creates = IntStream.range(0, VISITS).mapToObj(this::create).toList();

		this.shop.release();

		List<Visit> created = await(gather(creates));
		assertThat(created).extracting(Visit::number)
			.containsExactlyElementsOf(IntStream.range(0, VISITS).boxed().toList());
		assertThat(await(this.visits.orderBy("number").alist())).isEqualTo(created);
		assertThat(this.shop.statements("INSERT INTO")).hasSize(this.shop.merges() ? 1 : VISITS);
	}

	@Test
	void thoseThatGiveOtherColumnsAreOfAnother() {
		this.shop.hold();
		List<CompletableFuture<Visit>> creates = IntStream.range(0, VISITS)
			.mapToObj((number) -> (number % 2 == 0) ? create(number)
					: this.visits.acreate(kw("id", 1000 + number, "number", number)))
			.toList();

		this.shop.release();

		assertThat(await(gather(creates))).extracting(Visit::number)
			.containsExactlyElementsOf(IntStream.range(0, VISITS).boxed().toList());
		assertThat(this.shop.statements("INSERT INTO")).hasSize(this.shop.merges() ? 2 : VISITS);
	}

	@Test
	void aRefusedRowFailsItsOwnCallerAlone() {
		await(create(3));
		this.shop.hold();
		List<CompletableFuture<Visit>> creates = IntStream.range(0, 10).mapToObj(this::create).toList();
		this.user.set("somebody whose name is too long");
		CompletableFuture<Visit> refused = create(11);

		this.shop.release();

		for (int number = 0; number < 10; number++) {
			CompletableFuture<Visit> create = creates.get(number);
			if (number == 3) {
				assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> await(create))
					.withMessageContaining("Visit.acreate");
			}
			else {
				assertThat(await(create).number()).isEqualTo(number);
			}
		}
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> await(refused))
			.withMessageContaining("Visit.guest");
		assertThat(numbers()).containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
	}

	@Test
	void ofTwoWithOneKeyOneIsStored() {
		this.shop.hold();
		List<CompletableFuture<Door>> creates = IntStream.range(0, 10)
			.mapToObj((number) -> this.doors.acreate(new Door(100L + number / 2, "door " + number)))
			.toList();

		this.shop.release();

		for (int i = 0; i < creates.size(); i += 2) {
			CompletableFuture<Door> first = creates.get(i);
			CompletableFuture<Door> second = creates.get(i + 1);
			assertThat(await(first).name()).isEqualTo("door " + i);
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> await(second));
		}
	}

	@Test
	void whoIsCancelledWhileItWaitsIsNotStored() {
		this.shop.hold();
		List<CompletableFuture<Visit>> creates = IntStream.range(0, 20).mapToObj(this::create).toList();
		for (int number = 0; number < 20; number += 2) {
			assertThat(creates.get(number).cancel(true)).isTrue();
		}

		this.shop.release();

		for (int number = 1; number < 20; number += 2) {
			assertThat(await(creates.get(number)).number()).isEqualTo(number);
		}
		assertThat(numbers())
			.containsExactlyElementsOf(IntStream.range(0, 20).filter((number) -> number % 2 == 1).boxed().toList());
	}

	@Test
	void eachIsCreatedByItsOwnCaller() {
		this.shop.hold();
		List<CompletableFuture<Visit>> creates = new ArrayList<>();
		for (int number = 0; number < 20; number++) {
			this.user.set("user " + number);
			creates.add(create(number));
		}

		this.shop.release();

		for (int number = 0; number < 20; number++) {
			assertThat(await(creates.get(number)).guest()).isEqualTo("user " + number);
		}
	}

	@Test
	void whoReadsAfterItsOwnCreateSeesIt() {
		this.shop.hold();
		List<CompletableFuture<Visit>> reads = IntStream.range(0, 20)
			.mapToObj((number) -> create(number)
				.thenCompose((visit) -> this.visits.aget(Objects.requireNonNull(visit.id()))))
			.toList();

		this.shop.release();

		assertThat(await(gather(reads))).extracting(Visit::number)
			.containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
	}

	@Test
	void whatIsCreatedInATransactionIsNotMerged() {
		List<Integer> numbers = await(this.shop.orm().transactions().atomic(() -> {
			List<CompletableFuture<Visit>> creates = IntStream.range(0, 5).mapToObj(this::create).toList();
			assertThat(creates).allMatch(CompletableFuture::isDone);
			return await(gather(creates)).stream().map(Visit::number).toList();
		}));

		assertThat(numbers).containsExactly(0, 1, 2, 3, 4);
	}

	private CompletableFuture<Visit> create(int number) {
		return this.visits.acreate(kw("number", number));
	}

	private List<Integer> numbers() {
		return await(this.visits.orderBy("number").alist()).stream().map(Visit::number).toList();
	}

	@Model
	record Visit(@Nullable Long id, @Column(unique = true) int number, @CreatedBy @Column(length = 20) String guest) {
	}

	interface Visits extends AsyncRepository<Visit, Long> {

	}

}
