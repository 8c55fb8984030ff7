package io.asyncorm.queryset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.Engine;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuerySet#background()}: whatever kind of query set it is, and however
 * it goes on, its operations wait while others of the kind hold half of the lanes, and
 * those of the same query set without it do not.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class BackgroundIntegrationTests {

	private final HikariDataSource pool;

	private final Engine engine;

	private final QuerySet<Report> reports;

	private final Many<Page> pages;

	private final CountDownLatch gate = new CountDownLatch(1);

	BackgroundIntegrationTests(TestDatabase database) {
		this.pool = database.create(5);
		ExecutionSettings settings = ExecutionSettings.DEFAULTS.withShutdownTimeout(Duration.ofSeconds(5));
		this.engine = Engine.start(Assembly.of(this.pool, ModelRegistry.of(List.of(Report.class, Page.class))),
				new VirtualThreadExecutor(), new LanePlan(settings, 4, true, false, null, null), SchemaAction.CREATE);
		this.reports = this.engine.querySets().of(Report.class);
		Report report = await(this.engine.querySets().writes(Report.class).create(new Report(null, "first", null)));
		this.pages = Objects.requireNonNull(report.pages());
		await(this.pages.acreate(kw("number", 1)));
	}

	@AfterEach
	void close() {
		this.gate.countDown();
		this.engine.close();
		this.pool.close();
	}

	@Test
	void operationsOfEveryKindOfQuerySetLeaveHalfOfTheLanes() {
		ValuesQuerySet<Report, String> names = this.reports.valuesList(Report::name);
		RawQuerySet<Report> raw = this.reports.raw(this.reports.sql());
		List<Supplier<CompletableFuture<?>>> background = calls(this.reports.background(), names.background(),
				raw.background(), this.pages.background());
		List<Supplier<CompletableFuture<?>>> usual = calls(this.reports, names, raw, this.pages);
		List<CompletableFuture<?>> jobs = new ArrayList<>(holdHalf());

		for (int call = 0; call < usual.size(); call++) {
			CompletableFuture<?> job = background.get(call).get();

			assertThat(this.engine.dispatcher().waitingCount()).as("call %d", call).isEqualTo(call + 1);
			await(usual.get(call).get());
			assertThat(job).isNotDone();
			jobs.add(job);
		}
		this.gate.countDown();
		await(gather(jobs));
	}

	@Test
	void whatIsMergedBySettingStaysInTheBackground() {
		QuerySet<Report> background = this.engine.querySets()
			.inBackground()
			.merging(Set.of(MergeKind.LOOKUPS))
			.of(Report.class);
		List<CompletableFuture<?>> jobs = new ArrayList<>(holdHalf());

		jobs.add(background.filter("name", "first").aget());

		assertThat(this.engine.dispatcher().waitingCount()).isOne();
		this.gate.countDown();
		await(gather(jobs));
	}

	private static List<Supplier<CompletableFuture<?>>> calls(QuerySet<Report> reports,
			ValuesQuerySet<Report, String> names, RawQuerySet<Report> raw, QuerySet<Page> pages) {
		return List.of(reports::acount, () -> reports.filter("name", "first").aget(),
				() -> reports.timeout(Duration.ofMinutes(1)).aexists(), () -> reports.aiterator().forEach((report) -> {
				}), () -> reports.filter("name", "none").aupdate(kw("name", "changed")),
				() -> reports.filter("name", "none").adelete(), () -> reports.values("name").alist(), names::alist,
				() -> names.filter("name", "first").aiterator().forEach((name) -> {
				}), raw::alist, () -> raw.timeout(Duration.ofMinutes(1)).aiterator().forEach((row) -> {
				}), pages::alist, () -> pages.filter("number", 1).acount());
	}

	/** Consumers that wait hold those lanes that are for the background. */
	private List<CompletableFuture<?>> holdHalf() {
		return Stream.<CompletableFuture<?>>generate(() -> this.reports.background().aiterator().forEach((report) -> {
			try {
				assertThat(this.gate.await(60, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		})).limit(2).toList();
	}

	@Model
	record Report(@Nullable Long id, String name, @Nullable Many<Page> pages) {
	}

	@Model
	record Page(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "pages") Ref<Report> report,
			int number) {
	}

}
