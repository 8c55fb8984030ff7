package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.explanation.SlowStatementExplained;
import io.asyncorm.explanation.SlowStatementExplainer;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.Observers;
import io.asyncorm.plan.SlowStatement;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlowStatementExplainer} with listeners and threads that fail it.
 */
@Timeout(120)
class SlowStatementListenerIntegrationTests {

	@Test
	void aListenerThatThrowsIsNoFaultOfTheExplanation() {
		withASlowStatement((statement, recorded) -> {
			SlowStatementExplainer explainer = explainer(Runnable::run, (explained) -> {
				throw new IllegalStateException("The listener's own");
			});

			explainer.slow(statement);

			assertThat(explainer.find(statement.operation(), statement.sql())).isNotNull();
			assertThat(recorded.lines(Level.WARN)).noneMatch((line) -> line.contains("not explained"))
				.anyMatch((line) -> line.equals("A listener of SlowStatementExplained has failed for Book.acount"));
		});
	}

	@Test
	void othersAreExplainedWhileAListenerBlocks() {
		withASlowStatement((statement, recorded) -> {
			AtomicReference<SlowStatementExplainer> explainer = new AtomicReference<>();
			List<String> told = new ArrayList<>();
			explainer.set(explainer(Runnable::run, (explained) -> {
				told.add(explained.operation());
				explainer.get().slow(named("Another", statement));
			}));

			explainer.get().slow(statement);

			assertThat(told).containsExactly("Book.acount", "Another");
		});
	}

	@Test
	void whatCannotBeExplainedNowDoesNotFailAndStopsNoOther() {
		withASlowStatement((statement, recorded) -> {
			List<String> told = new ArrayList<>();
			AtomicBoolean closed = new AtomicBoolean(true);
			SlowStatementExplainer explainer = explainer((task) -> {
				if (closed.get()) {
					throw new RejectedExecutionException("closed");
				}
				task.run();
			}, (explained) -> told.add(explained.operation()));

			explainer.slow(statement);
			closed.set(false);
			explainer.slow(named("Another", statement));

			assertThat(told).containsExactly("Another");
			assertThat(recorded.lines(Level.WARN)).contains("Book.acount is slow, and not explained: closed");
		});
	}

	private void withASlowStatement(BiConsumer<SlowStatement, RecordedSql> test) {
		List<SlowStatement> statements = new CopyOnWriteArrayList<>();
		ExecutionObserver observer = new ExecutionObserver() {

			@Override
			public void slow(SlowStatement statement) {
				statements.add(statement);
			}

		};
		try (RecordedSql recorded = RecordedSql.at(Level.WARN)) {
			LibraryContexts.library()
				.withPropertyValues("async-orm.schema.action=create")
				.withPropertyValues(TestDatabase.POSTGRESQL.create().toProperties())
				.withPropertyValues("async-orm.sql.slow=0ms")
				.withBean(ObserverFactory.class, () -> (dataSource, assembly) -> new Observers(null, observer))
				.run((context) -> {
					await(context.getBean(Books.class).acount());
					test.accept(statements.getLast(), recorded);
				});
		}
	}

	private static SlowStatementExplainer explainer(Consumer<Runnable> background,
			Consumer<SlowStatementExplained> listener) {
		return new SlowStatementExplainer("dataSource", new PostgresDialect(), background, listener, System::nanoTime);
	}

	private static SlowStatement named(String operation, SlowStatement statement) {
		return new SlowStatement(operation, statement.line(), statement.sql(), statement.nanos(), statement.rows(),
				statement.server());
	}

}
