package io.asyncorm.autoconfigure;

import java.io.File;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.JavaProgram;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import reactor.adapter.JdkFlowAdapter;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.task.TaskDecorator;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the logging context, the locale, the trace, the security context and the
 * thread locals of a caller in blocks, callbacks and readings, which run on other
 * threads.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class CallerContextIntegrationTests {

	private static final String NOT_CARRIED = " not carried to atomic blocks, callbacks and readings,"
			+ " which run on threads of their own."
			+ " Add the dependency io.micrometer:context-propagation, or declare a TaskDecorator";

	private static final Seen OF_CALLER = new Seen("42", Locale.KOREAN, "request", "ann");

	private static final ObservationRegistry observations = observations();

	private static final ThreadLocal<String> ofApplication = ThreadLocal.withInitial(() -> "nothing");

	private final ApplicationContextRunner library = LibraryContexts.library()
		.withPropertyValues("async-orm.schema.action=create");

	private final CapturedOutput output;

	CallerContextIntegrationTests(CapturedOutput output) {
		this.output = output;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void isCarriedWhereMicrometerIsPresent(String place, Function<Orms, CompletableFuture<Seen>> call) {
		this.library.run((context) -> {
			Orms orms = new Orms(context.getBean(Authors.class), context.getBean(AsyncTransactions.class));
			await(orms.authors().acreate(kw("name", "Ann")));

			assertThat(inContext(() -> await(call.apply(orms)))).isEqualTo(OF_CALLER);
			assertThat(this.output).doesNotContain(NOT_CARRIED);
			// not left behind for the next caller
			assertThat(await(call.apply(orms))).isEqualTo(Seen.here());
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void isCarriedWithoutSpringBoot(String place, Function<Orms, CompletableFuture<Seen>> call) {
		try (var pool = TestDatabase.H2.create(3);
				AsyncOrm orm = AsyncOrm.builder(pool)
					.models(Author.class, Book.class)
					.schemaAction(SchemaAction.CREATE)
					.build()) {
			Orms orms = new Orms(orm.repository(Authors.class), orm.transactions());
			await(orms.authors().acreate(kw("name", "Ann")));

			assertThat(inContext(() -> await(call.apply(orms)))).isEqualTo(OF_CALLER);
		}
	}

	@Test
	void isCarriedWithoutTheContextOfSpring() throws Exception {
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("spring-context"))
			.collect(Collectors.joining(File.pathSeparator));

		String output = JavaProgram.of(WithoutSpringContext.class).withClassPath(classPath).run();

		assertThat(output).contains("carried: 42");
	}

	static Stream<Arguments> places() {
		return Stream.of(place("atomic", (orms) -> orms.transactions().atomic(Seen::here)),
				place("nested atomic",
						(orms) -> orms.transactions().atomic(() -> await(orms.transactions().atomic(Seen::here)))),
				place("thenApply", (orms) -> orms.authors().acount().thenApply((count) -> Seen.here())),
				place("thenApplyAsync", (orms) -> orms.authors().acount().thenApplyAsync((count) -> Seen.here())),
				place("thenCompose",
						(orms) -> orms.authors()
							.acount()
							.thenCompose((count) -> orms.authors().acount().thenApply((again) -> Seen.here()))),
				place("exceptionally",
						(orms) -> orms.authors()
							.aget(77L)
							.thenApply((author) -> Seen.here())
							.exceptionally((failure) -> Seen.here())),
				place("aiterator", (orms) -> {
					AtomicReference<Seen> seen = new AtomicReference<>();
					return orms.authors()
						.aiterator()
						.forEach((author) -> seen.set(Seen.here()))
						.thenApply((none) -> seen.get());
				}),
				place("subscriber",
						(orms) -> JdkFlowAdapter.flowPublisherToFlux(orms.authors().aiterator())
							.map((author) -> Seen.here())
							.last()
							.toFuture()));
	}

	@Test
	void isCarriedBesideDecoratorsOfTheApplication() {
		this.library.withBean(TaskDecorator.class, () -> (task) -> task).run((context) -> {
			assertThat(inContext(() -> await(context.getBean(AsyncTransactions.class).atomic(Seen::here))))
				.isEqualTo(OF_CALLER);
			assertThat(this.output).doesNotContain("of a caller is carried", "of a caller are carried");
		});
	}

	@Test
	void isCarriedWithTheDecoratorOfSpringBoot() {
		this.library.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withPropertyValues("spring.task.execution.propagate-context=true")
			.run((context) -> assertThat(
					inContext(() -> await(context.getBean(AsyncTransactions.class).atomic(Seen::here))))
				.isEqualTo(OF_CALLER));
	}

	@Test
	void decoratorOfTheApplicationHasTheLastWord() {
		this.library.withBean(TaskDecorator.class, () -> (task) -> () -> {
			MDC.put("request", "decorated");
			task.run();
		})
			.run((context) -> assertThat(
					inContext(() -> await(context.getBean(AsyncTransactions.class).atomic(Seen::here))).request())
				.isEqualTo("decorated"));
	}

	@Test
	void startupTellsWhereItIsNotCarried() {
		without(ContextSnapshotFactory.class, SecurityContextHolder.class).run((context) -> {
			assertThat(inContext(() -> await(context.getBean(AsyncTransactions.class).atomic(Seen::here))).request())
				.isEqualTo("none");
			assertThat(this.output).containsOnlyOnce("async-orm: MDC, locale and trace of a caller are" + NOT_CARRIED);
		});
	}

	@Test
	void startupWarnsWhereWhatIsInUseIsNotCarried() {
		without(ContextSnapshotFactory.class, SecurityContextHolder.class)
			.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> assertWarned("the observation or trace of a caller is"));
	}

	@Test
	void startupWarnsWhereTheSecurityContextIsNotCarried() {
		without(ContextSnapshotFactory.class).run((context) -> {
			assertThat(inContext(() -> await(context.getBean(AsyncTransactions.class).atomic(Seen::here))).user())
				.isEqualTo("none");
			assertWarned("the security context of a caller is");
		});
	}

	@Test
	void startupWarnsOfAllThatIsInUseAndNotCarried() {
		without(ContextSnapshotFactory.class).withBean(ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> assertWarned("the observation or trace and the security context of a caller are"));
	}

	@Test
	void startupDoesNotWarnOfWhatIsCarried() {
		this.library.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> assertThat(this.output).doesNotContain(NOT_CARRIED));
	}

	@Test
	void startupWarnsWhereADecoratorAloneMayCarryWhatIsInUse() {
		without(ContextSnapshotFactory.class).withBean("mdc", TaskDecorator.class, () -> (task) -> task)
			.run((context) -> {
				assertThat(inContext(() -> await(context.getBean(AsyncTransactions.class).atomic(Seen::here))).user())
					.isEqualTo("none");
				assertThat(this.output).doesNotContain(NOT_CARRIED)
					.containsOnlyOnce("async-orm: the security context of a caller is carried to atomic blocks,"
							+ " callbacks and readings only if the TaskDecorator 'mdc' does so. Add the dependency"
							+ " io.micrometer:context-propagation, which carries it beside that");
			});
	}

	@Test
	void startupIsSilentWhereADecoratorHasNothingToMiss() {
		without(ContextSnapshotFactory.class, SecurityContextHolder.class)
			.withBean(TaskDecorator.class, () -> (task) -> task)
			.run((context) -> assertThat(this.output).doesNotContain(NOT_CARRIED, "of a caller is carried"));
	}

	@Test
	void contextOfTheCallerIsPropagatedByMicrometer() {
		this.library.run((context) -> assertThat(seenInCallback(context)).isEqualTo("caller"));
	}

	@Test
	void nothingIsPropagatedWithoutMicrometer() {
		without(ContextSnapshotFactory.class)
			.run((context) -> assertThat(seenInCallback(context)).isEqualTo("nothing"));
	}

	@Test
	void decoratorOfTheApplicationIsTaken() {
		this.library.withBean(TaskDecorator.class, () -> (task) -> () -> {
			ofApplication.set("decorated");
			task.run();
		}).run((context) -> assertThat(seenInCallback(context)).isEqualTo("decorated"));
	}

	private ApplicationContextRunner without(Class<?>... absent) {
		return this.library.withClassLoader(new FilteredClassLoader(absent));
	}

	private void assertWarned(String what) {
		assertThat(this.output.toString().lines().filter((line) -> line.contains(NOT_CARRIED))).singleElement()
			.asString()
			.contains("WARN ")
			.endsWith("async-orm: " + what + NOT_CARRIED);
	}

	private static String seenInCallback(ApplicationContext context) {
		ContextRegistry.getInstance().registerThreadLocalAccessor("seen", ofApplication);
		ofApplication.set("caller");
		try {
			return await(context.getBean(Authors.class).acount().thenApplyAsync((count) -> ofApplication.get()));
		}
		finally {
			ofApplication.remove();
			ContextRegistry.getInstance().removeThreadLocalAccessor("seen");
		}
	}

	private static ObservationRegistry observations() {
		ObservationRegistry registry = ObservationRegistry.create();
		// without a handler nothing is observed
		registry.observationConfig().observationHandler((context) -> true);
		return registry;
	}

	/** Calls with a logging context, a locale, an observation and a user. */
	private static Seen inContext(Supplier<Seen> call) {
		ObservationThreadLocalAccessor.getInstance().setObservationRegistry(observations);
		MDC.put("request", "42");
		LocaleContextHolder.setLocale(Locale.KOREAN);
		SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken("ann", "secret")));
		try {
			return Observation.createNotStarted("request", observations).observe(call);
		}
		finally {
			MDC.clear();
			LocaleContextHolder.resetLocaleContext();
			SecurityContextHolder.clearContext();
		}
	}

	private static Arguments place(String name, Function<Orms, CompletableFuture<Seen>> call) {
		return Arguments.of(name, call);
	}

	/** Uses async-orm alone. */
	static final class WithoutSpringContext {

		public static void main(String[] arguments) {
			JdbcDataSource database = new JdbcDataSource();
			database.setUrl("jdbc:h2:mem:");
			try (AsyncOrm orm = AsyncOrm.builder(database).lanes(1).build()) {
				MDC.put("request", "42");
				System.out.println("carried: " + await(orm.transactions().atomic(() -> MDC.get("request"))));
			}
		}

	}

	private record Orms(Authors authors, AsyncTransactions transactions) {
	}

	private record Seen(String request, Locale locale, String trace, String user) {

		static Seen here() {
			String request = MDC.get("request");
			Observation current = observations.getCurrentObservation();
			Authentication user = SecurityContextHolder.getContext().getAuthentication();
			return new Seen((request != null) ? request : "none", LocaleContextHolder.getLocale(),
					(current != null) ? current.getContext().getName() : "none",
					(user != null) ? user.getName() : "none");
		}

	}

}
