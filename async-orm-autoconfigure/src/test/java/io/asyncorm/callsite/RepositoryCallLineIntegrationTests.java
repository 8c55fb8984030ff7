package io.asyncorm.callsite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.MergeKind;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Merge;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that what fails names the line that has called the repository.
 */
class RepositoryCallLineIntegrationTests {

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Leaves leaves;

	@BeforeEach
	void open() {
		this.pool = TestDatabase.H2.create(2);
		this.orm = AsyncOrm.builder(this.pool).models(Leaf.class).schemaAction(SchemaAction.CREATE).build();
		this.leaves = this.orm.repository(Leaves.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void theLineOfTheCall() {
		assertThat(failure(get(this.leaves))).hasStackTraceContaining("RepositoryCallLineIntegrationTests.get(");
	}

	@Test
	void theLineOfACallWithOptions() {
		assertThat(failure(get(this.orm.repository(MergedLeaves.class))))
			.hasStackTraceContaining("RepositoryCallLineIntegrationTests.get(");
	}

	@Test
	void theLineOfACallThroughAProxyOfSpring() {
		ProxyFactory proxy = new ProxyFactory(this.leaves);
		proxy.addAdvisor(ExposeInvocationInterceptor.ADVISOR);

		assertThat(failure(get((Leaves) proxy.getProxy())))
			.hasStackTraceContaining("RepositoryCallLineIntegrationTests.get(");
	}

	@Test
	void theLineOfEachCallOfADefaultMethod() {
		Throwable failure = failure(this.leaves.firstAndSecond());

		assertThat(failure).hasStackTraceContaining("Leaves.second(");
		assertThat(failure.getStackTrace()).noneMatch((line) -> line.getMethodName().equals("firstAndSecond"));
	}

	@Test
	void theLineOfWhatIsCalledWhileAnotherCallIsMade() {
		Orm.await(create());
		AtomicReference<CompletableFuture<?>> inner = new AtomicReference<>();
		Leaf.calledByConstructor = () -> inner.set(get(this.leaves));
		try {
			CompletableFuture<?> created = create();

			assertThat(failure(inner.get())).hasStackTraceContaining("RepositoryCallLineIntegrationTests");
			assertThat(failure(created)).hasStackTraceContaining("RepositoryCallLineIntegrationTests.create(");
		}
		finally {
			Leaf.calledByConstructor = null;
		}
	}

	private CompletableFuture<?> create() {
		return this.leaves.acreate(kw("id", 1L, "name", "first"));
	}

	private static CompletableFuture<?> get(AsyncRepository<Leaf, Long> leaves) {
		return leaves.aget(404L);
	}

	private static Throwable failure(@Nullable CompletableFuture<?> future) {
		return catchThrowable(() -> Orm.await(future));
	}

	interface Leaves extends AsyncRepository<Leaf, Long> {

		default CompletableFuture<Leaf> firstAndSecond() {
			return acreate(new Leaf(null, "first")).thenCompose((first) -> second());
		}

		private CompletableFuture<Leaf> second() {
			return aget(404L);
		}

	}

	@Merge({ MergeKind.LOOKUPS })
	interface MergedLeaves extends AsyncRepository<Leaf, Long> {

	}

	@Model
	record Leaf(@Nullable Long id, String name) {

		static volatile @Nullable Runnable calledByConstructor;

		Leaf {
			Runnable call = calledByConstructor;
			if (call != null) {
				calledByConstructor = null;
				call.run();
			}
		}

	}

}
