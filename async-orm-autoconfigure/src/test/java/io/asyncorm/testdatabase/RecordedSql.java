package io.asyncorm.testdatabase;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * The lines that the log of statements gets, from whatever database, until it is closed.
 * Nothing of them is printed.
 */
public final class RecordedSql implements AutoCloseable {

	private static final Pattern STATEMENT = Pattern
		.compile("(?:Slow: )?\\S+: [\\d.]+ ms(?:, \\d+ rows?|, failed with (?:SQL state \\S+ \\[.*?\\]|\\w+))?: (.*)");

	private static final Logger logger = (Logger) LoggerFactory.getLogger("io.asyncorm.sql");

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			RecordedSql.this.events.add(event);
		}

	};

	private RecordedSql() {
		this.appender.start();
		logger.addAppender(this.appender);
		logger.setAdditive(false);
	}

	/** Records what is logged at a level and above. */
	public static RecordedSql at(Level level) {
		RecordedSql recorded = new RecordedSql();
		logger.setLevel(level);
		return recorded;
	}

	/** The lines of a level. */
	public List<String> lines(Level level) {
		return this.events.stream()
			.filter((event) -> event.getLevel() == level)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	/**
	 * The SQL of the statements, without what begins a transaction on MariaDB: other
	 * drivers do that themselves.
	 */
	public List<String> statements() {
		return lines(Level.DEBUG).stream()
			.map(RecordedSql::sql)
			.filter((sql) -> !sql.equals("START TRANSACTION"))
			.toList();
	}

	private static String sql(String line) {
		Matcher matcher = STATEMENT.matcher(line);
		if (!matcher.matches()) {
			throw new IllegalStateException("Not the line of a statement: " + line);
		}
		return matcher.group(1);
	}

	public void clear() {
		this.events.clear();
	}

	@Override
	public void close() {
		logger.detachAppender(this.appender);
		if (!logger.iteratorForAppenders().hasNext()) {
			logger.setLevel(null);
			logger.setAdditive(true);
		}
	}

}
