package io.asyncorm.explanation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.PlanText;
import io.asyncorm.expression.QuotedSql;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.SlowStatement;
import io.asyncorm.plan.SlowStatement.Questions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has the database explain slow statements of a data source, each shape once an hour, one
 * at a time and in the background. Nothing is executed again: plans are asked for without
 * {@code ANALYZE}, in a transaction that is read-only. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SlowStatementExplainer implements ExecutionObserver {

	private static final Log logger = LogFactory.getLog("io.asyncorm.sql");

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final int MOST_SHAPES = 500;

	private static final int MOST_CHARACTERS = 2_000;

	private static final String NOT_EXPLAINED = " is slow, and not explained: ";

	/** What has a plan. Comments may stand before it. */
	private static final Pattern EXPLAINABLE = Pattern.compile(
			"(?is)(?:\\s|/\\*.*?\\*/|--[^\\n]*\\n|\\()*(?:select|with|insert|update|delete|merge|values|table)\\b");

	private final String dataSource;

	private final Dialect dialect;

	private final Consumer<Runnable> background;

	private final Consumer<SlowStatementExplained> listener;

	private final LongSupplier nanoTime;

	private final Semaphore free = new Semaphore(1);

	private final Map<Shape, Known> shapes = new ConcurrentHashMap<>();

	/**
	 * @param dataSource the name of the data source
	 * @param background runs something on a thread of its own
	 * @param listener is told of each explanation, on that thread, and may block or throw
	 * @param nanoTime a clock
	 */
	public SlowStatementExplainer(String dataSource, Dialect dialect, Consumer<Runnable> background,
			Consumer<SlowStatementExplained> listener, LongSupplier nanoTime) {
		this.dataSource = dataSource;
		this.dialect = dialect;
		this.background = background;
		this.listener = listener;
		this.nanoTime = nanoTime;
	}

	/** What was found out within the last hour; null if nothing was. */
	public @Nullable SlowStatementExplained find(String operation, String sql) {
		Known known = this.shapes.get(Shape.of(operation, sql));
		return (known != null) ? known.explained : null;
	}

	/**
	 * While another statement is being explained, none is: it will be slow again.
	 */
	@Override
	public void slow(SlowStatement statement) {
		if (this.dialect.planText() == PlanText.WITH_VALUES) {
			return;
		}
		Shape shape = Shape.of(statement.operation(), statement.sql());
		if (isRecent(shape) || !this.free.tryAcquire()) {
			return;
		}
		remember(shape, null);
		boolean started = false;
		try {
			this.background.accept(() -> explain(shape, statement));
			started = true;
		}
		catch (RuntimeException ex) {
			logger.warn(statement.operation() + NOT_EXPLAINED + ex.getMessage());
		}
		finally {
			if (!started) {
				this.free.release();
			}
		}
	}

	private void explain(Shape shape, SlowStatement statement) {
		SlowStatementExplained explained = null;
		try {
			if (isExplainable(statement.sql())) {
				explained = explain(statement);
				remember(shape, explained);
				logger.warn(explained);
			}
		}
		catch (RuntimeException ex) {
			logger.warn(statement.operation() + NOT_EXPLAINED + ex.getMessage());
		}
		finally {
			this.free.release();
		}
		if (explained != null) {
			tell(explained);
		}
	}

	/** Others are explained meanwhile, whatever the listener does. */
	private void tell(SlowStatementExplained explained) {
		try {
			this.listener.accept(explained);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener of SlowStatementExplained has failed for " + explained.operation(), ex);
		}
	}

	/** Of several statements, all but the first would be executed. */
	private static boolean isExplainable(String sql) {
		return EXPLAINABLE.matcher(sql).lookingAt() && QuotedSql.isOneStatement(sql);
	}

	private boolean isRecent(Shape shape) {
		Known known = this.shapes.get(shape);
		return known != null && this.nanoTime.getAsLong() - known.time < HOUR;
	}

	private void remember(Shape shape, @Nullable SlowStatementExplained explained) {
		long now = this.nanoTime.getAsLong();
		if (this.shapes.size() >= MOST_SHAPES) {
			this.shapes.values().removeIf((known) -> now - known.time >= HOUR);
		}
		if (this.shapes.size() >= MOST_SHAPES) {
			this.shapes.clear();
		}
		this.shapes.put(shape, new Known(now, explained));
	}

	private SlowStatementExplained explain(SlowStatement statement) {
		return statement.server().ask(TIMEOUT, (database) -> {
			if (this.dialect.planText() == PlanText.COSTS) {
				return new CostAnalysis(this.dialect, database).explain(this.dataSource, statement);
			}
			return new SlowStatementExplained(this.dataSource, statement.operation(), statement.line(), statement.sql(),
					Duration.ofNanos(statement.nanos()), plain(database), null, null, statement.rows(), null, null);
		});
	}

	private String plain(Questions database) {
		return String.join("\n", database.explain(this.dialect.explain(List.of())));
	}

	/** Longer texts are told apart by how they begin. */
	private record Shape(String operation, String sql) {

		static Shape of(String operation, String sql) {
			return new Shape(operation, (sql.length() > MOST_CHARACTERS) ? sql.substring(0, MOST_CHARACTERS) : sql);
		}

	}

	private record Known(long time, @Nullable SlowStatementExplained explained) {

	}

}
