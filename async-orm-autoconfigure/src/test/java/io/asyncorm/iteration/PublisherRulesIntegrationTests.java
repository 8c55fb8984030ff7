package io.asyncorm.iteration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import io.asyncorm.iteration.IterationDatabase.Author;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * Holds what {@code aiterator()} gives against the rules of Reactive Streams, which are
 * those of {@code Flow}: runs their own verification against a real database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublisherRulesIntegrationTests {

	/** Those that speak of a publisher that fails before it is asked for anything. */
	private static final Set<String> NOT_APPLICABLE = Set.of("optional_spec104_mustSignalOnErrorWhenFails",
			"required_spec109_mayRejectCallsToSubscribeIfPublisherIsUnableOrUnwillingToServeThem"
					+ "RejectionMustTriggerOnErrorAfterOnSubscribe");

	private static final int CHUNK_SIZE = 3;

	private static final int AUTHORS = 100;

	private final IterationDatabase database = new IterationDatabase(TestDatabase.POSTGRESQL, 8);

	@BeforeAll
	void fill() {
		this.database.jdbc.sql("insert into author (id, name) select x, 'Author ' || x from generate_series(3, ?) x")
			.param(AUTHORS)
			.update();
	}

	@AfterAll
	void close() {
		this.database.awaitNoConnectionInUse();
		this.database.close();
	}

	@TestFactory
	Stream<DynamicTest> rule() {
		Verification verification = new Verification(this.database);
		return Arrays.stream(Verification.class.getMethods())
			.filter((method) -> method.isAnnotationPresent(Test.class))
			.filter((method) -> !method.getName().startsWith("untested"))
			.sorted(Comparator.comparing(Method::getName))
			.map((method) -> DynamicTest.dynamicTest(method.getName(), () -> verify(verification, method)));
	}

	private static void verify(Verification verification, Method rule) throws Throwable {
		verification.setUp();
		try {
			rule.invoke(verification);
		}
		catch (InvocationTargetException ex) {
			boolean skipped = ex.getTargetException() instanceof SkipException;
			if (!skipped || !NOT_APPLICABLE.contains(rule.getName())) {
				throw ex.getTargetException();
			}
		}
	}

	/**
	 * The rules, with rows for elements.
	 */
	public static final class Verification extends FlowPublisherVerification<Object> {

		private final IterationDatabase database;

		Verification(IterationDatabase database) {
			super(new TestEnvironment(2000, 100));
			this.database = database;
		}

		@Override
		public Flow.Publisher<Object> createFlowPublisher(long elements) {
			return publisher((elements <= AUTHORS)
					? this.database.authors().slice(0, (int) elements).valuesList(Author::name).aiterator(CHUNK_SIZE)
					: this.database.numbers(Math.toIntExact(elements)).aiterator(CHUNK_SIZE));
		}

		@SuppressWarnings("unchecked") // a publisher only gives
		private static Flow.Publisher<Object> publisher(Flow.Publisher<?> rows) {
			return (Flow.Publisher<Object>) rows;
		}

		@Override
		public Flow.@Nullable Publisher<Object> createFailedFlowPublisher() {
			return null;
		}

		@Override
		public long maxElementsFromPublisher() {
			return Integer.MAX_VALUE;
		}

	}

}
